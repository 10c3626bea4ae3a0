// The views of what came of it: awards, gallery, replications.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

const Past requested{"replication-r", "ReplicationRequested",
                     R"({"id":"r","innovation":"p","title":"Data Go","competition":"c","organizer":"o",
                         "by_organizer":"Kota Lain","region":"Jawa Timur","agency":"Dinas"})"};

Past advanced(std::string_view from, std::string_view to, std::string_view more = "") {
  return {"replication-r", "ReplicationAdvanced",
          R"({"id":"r","innovation":"p","from":")" + std::string(from) + R"(","to":")" + std::string(to) +
              '"' + std::string(more) + "}"};
}

TEST(Awards_view, shows_a_granted_award) {
  given({granted("p")})
      .then("awards", "p",
            R"({"proposal":"p","title":"Data Go","competition":"c","organizer":"o","entrant":"e",
      "entrant_name":"Dinas","category":"tik","year":2022,"status":"granted","granted_at":"2022-06-06T02:00:01.000000Z",
      "revoked_at":null,"reason":null})");
}

TEST(Awards_view, keeps_a_revoked_award_with_its_reason) {
  given({granted("p"), revoked("p")})
      .then_shows("awards", "p",
                  R"({"status":"revoked","granted_at":"2022-06-06T02:00:01.000000Z",
                      "revoked_at":"2022-06-06T02:00:02.000000Z","reason":"Data palsu"})");
}

TEST(Awards_view, refuses_to_revoke_what_was_not_granted) {
  given({entered("p"), revoked("p")})
      .then_refused("awards", "there is no p")
      .then_refused("gallery", "there is no p")
      .then_refused("proposal_details", "the proposal has no award")
      .then_shows("proposal_details", "p", R"({"award":null})");
}

TEST(Gallery_view, shows_each_awarded_innovation) {
  given({granted("p")})
      .then("gallery", "p",
            R"({"id":"p","title":"Data Go","summary":"Ringkas","category":"tik","organizer":"o",
      "competition":"c","entrant":"e","entrant_name":"Dinas","year":2022,"awarded_at":"2022-06-06T02:00:01.000000Z",
      "replications":0,"established":0,"willing":true,"willingness_note":null,"words":"data dinas go nik ringkas tik"})");
}

TEST(Gallery_view, is_searched_by_the_words_of_title_summary_entrant_and_category) {
  const Past other{"award-q", "AwardGranted",
                   R"({"competition":"c","organizer":"o","entrant":"e","entrant_name":"Puskesmas Mertoyudan","title":"Antrean","category":"lain",
                       "category_title":{"id":"Pelayanan","en":"Services"},"year":2022,"summary":"Mendaftar","proposal":"q"})"};
  given({other}).then_shows("gallery", "q",
                            R"({"words":"antrean daftar lain layan mendaftar mertoyud mertoyudan muskesmas ngantre pelayanan puskesmas rvices services"})");
}

TEST(Gallery_view, no_longer_shows_what_lost_its_award) {
  given({opened(), entered("p"), granted("p"), requested, revoked("p"), advanced("requested", "agreed")})
      .then_none("gallery", "p")
      .then_all_applied();
}

TEST(Gallery_view, counts_replications_that_go_on_and_those_that_run) {
  given({granted("p"), requested, advanced("running", "established")})
      .then_shows("gallery", "p", R"({"replications":1,"established":1})");
  given({granted("p"), requested, advanced("running", "established"), advanced("established", "abandoned")})
      .then_shows("gallery", "p", R"({"replications":0,"established":0})");
}

TEST(Gallery_view, refuses_a_replication_of_what_was_never_awarded) {
  given({requested}).then_refused("gallery", "there is no p").then_keys("gallery", {});
}

TEST(Replications_view, shows_how_far_a_replication_has_come) {
  given({requested})
      .then("replications", "r",
            R"({"id":"r","innovation":"p","title":"Data Go","competition":"c","organizer":"o",
      "by_organizer":"Kota Lain","region":"Jawa Timur","agency":"Dinas","note":null,"adaptation":null,"confirmed_at":null,"reported_by":null,"requested_by":null,"stopped_because":null,"status":"requested",
      "requested_at":"2022-06-06T02:00:01.000000Z","updated_at":"2022-06-06T02:00:01.000000Z"})");
  given(
      {requested, advanced("requested", "agreed", R"(,"note":"Disepakati")"), advanced("agreed", "running")})
      .then_shows("replications", "r",
                  R"({"status":"running","note":"Disepakati","requested_at":"2022-06-06T02:00:01.000000Z",
                      "updated_at":"2022-06-06T02:00:03.000000Z"})");
}

TEST(Replications_view, refuses_to_advance_what_was_never_requested) {
  given({advanced("requested", "agreed")}).then_refused("replications", "there is no r");
}

}  // namespace
}  // namespace jejak::specs
