// What came of it beyond the award: how far innovations reach, what an agency counts, when entries came.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

Past asked(const std::string& id, const std::string& region) {
  return {"replication-" + id, "ReplicationRequested",
          R"({"id":")" + id + R"(","innovation":"p","title":"Data Go","competition":"c","organizer":"o","entrant":"e","by_organizer":"Lain","region":")" +
              region + R"(","agency":"Dinas"})"};
}
Past went(const std::string& id, const std::string& from, const std::string& to) {
  return {"replication-" + id, "ReplicationAdvanced",
          R"({"id":")" + id + R"(","innovation":"p","entrant":"e","from":")" + from + R"(","to":")" + to + R"(","note":"Operator pindah"})"};
}
const Past unit{"entrant-e", "EntrantRegistered", R"({"id":"e","organizer":"o","name":"Dinas","kind":"OPD"})"};

TEST(Reach_view, counts_distinct_regions_that_have_not_stopped) {
  given({granted("p"), asked("r", "Kota Malang"), asked("s", "KOTA MALANG"), asked("t", "Kab. Pemalang"), went("r", "requested", "agreed"),
         went("r", "agreed", "running"), went("r", "running", "established"), went("t", "requested", "abandoned")})
      .then_shows("reach", "p", R"({"regions":1,"established_regions":1,"stopped":1})")
      .then_shows("replications", "t", R"({"status":"abandoned","stopped_because":"Operator pindah"})");
}

TEST(Reach_view, takes_two_spellings_for_one_region_and_counts_as_established_what_the_replicating_side_says) {
  Past reported = went("s", "running", "established");
  reported.data.insert(reported.data.size() - 1, R"(,"reported_by":"owner")");
  given({granted("p"), asked("r", "Kab. Pemalang"), asked("s", "Kabupaten Pemalang"), went("r", "requested", "agreed"), went("s", "running", "running"), reported})
      .then_shows("reach", "p", R"({"regions":1,"established_regions":0})")
      .then_shows("replications", "s", R"({"reported_by":"owner"})");
}

TEST(Gallery_view, says_whether_an_innovation_may_be_asked_for) {
  const auto said = [](bool willing, const std::string& more) -> Past {
    return {"innovation-p", "WillingnessDeclared", R"({"innovation":"p","competition":"c","organizer":"o","entrant":"e","willing":)" + std::string(willing ? "true" : "false") + more + "}"};
  };
  given({granted("p")}).then_shows("gallery", "p", R"({"willing":true,"willingness_note":null})");
  given({granted("p"), said(false, R"(,"note":"Nanti")")}).then_shows("gallery", "p", R"({"willing":false,"willingness_note":"Nanti"})");
  given({granted("p"), said(false, R"(,"note":"Nanti")"), said(true, "")}).then_shows("gallery", "p", R"({"willing":true,"willingness_note":null})");
  given({opened(), entered("p"), granted("p"), revoked("p"), said(true, "")}).then_none("gallery", "p").then_all_applied();
}

TEST(Reach_view, still_counts_what_was_looked_at_again_and_is_alive) {
  given({granted("p"), asked("r", "Kota Malang"), went("r", "requested", "agreed"), went("r", "agreed", "running"),
         went("r", "running", "established"), went("r", "established", "established")})
      .then_shows("reach", "p", R"({"regions":1,"established_regions":1,"stopped":0})")
      .then_shows("gallery", "p", R"({"established":1})")
      .then_shows("replications", "r", R"({"confirmed_at":"2022-06-06T02:00:06.000000Z"})");
}

TEST(Index_inputs_view, counts_what_an_index_asks_of_an_agency) {
  given({unit, opened(), entered("p"), granted("p"), asked("r", "Kota Malang"), went("r", "requested", "abandoned"),
         {"prior-awards-o", "PriorAwardRecorded", R"({"id":"a","organizer":"o","title":"T","title_key":"t","award":"x","year":2019,"entrant":"e","source":"S"})"},
         {"prior-awards-o", "PriorAwardRecorded", R"({"id":"b","organizer":"o","title":"T","title_key":"t","award":"x","year":2019,"entrant":"e","source":"c","proposal":"p"})"},
         {"external-awards-o", "ExternalAwardRecorded", R"({"id":"i","organizer":"o","award":"IGA","year":2020,"entrant":"e","source":"S"})"}})
      .then("index_inputs", "e",
            R"({"awards":1,"entrant":"e","established":0,"external_awards":1,"innovations":1,"kind":"OPD","name":"Dinas","organizer":"o",
                "prior_awards":1,"promoted":0,"replications":1,"revoked":0,"stopped":1})");
}

TEST(Pace_view, counts_days_of_the_competitions_own_clock_and_names_the_busiest) {
  // Events are a second apart from 02:00:01 UTC, 09:00:01 WIB.
  given({opened(), entered("p"), entered("q"), moved("p", "SUBMIT", "submission.draft", "submission.waiting"),
         moved("p", "SUBMIT", "submission.returned", "submission.waiting")})
      .then("pace", "c",
            R"({"competition":"c","days":{"2022-06-06":{"entered":2,"submitted":1}},"last_day":"2022-06-06","organizer":"o","peak_day":"2022-06-06",
                "zone":"Asia/Jakarta"})");
}

TEST(Proposals_view, says_since_when_a_proposal_stands_where_it_is) {
  given({opened(), entered("p"), moved("p", "START_DRAFT", "sosialisasi", "submission.draft"), moved("p", "NOTE", "submission.draft", "submission.draft")})
      .then_shows("proposals", "p", R"({"state_since":"2022-06-06T02:00:03.000000Z","updated_at":"2022-06-06T02:00:04.000000Z"})");
}

}  // namespace
}  // namespace jejak::specs
