// Who takes part, who never did, who stopped; and what each juror still owes.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

Past registered(const std::string& id, const std::string& kind) {
  return {"entrant-" + id, "EntrantRegistered", R"({"id":")" + id + R"(","organizer":"o","name":"Unit )" + id + R"(","kind":")" + kind + "\"}"};
}
Past entry(const std::string& id, const std::string& entrant, int year, const std::string& more = "") {
  return {"proposal-" + id, "ProposalEntered",
          R"({"id":")" + id + R"(","competition":"c","organizer":"o","entrant":")" + entrant + R"(","title":"T","category":"tik","to":"sosialisasi","stage":"sosialisasi","year":)" +
              std::to_string(year) + R"(,"state":{"value":"sosialisasi","context":{},"status":"active"})" + more + "}"};
}

Past submits(const std::string& id) { return moved(id, "SUBMIT", "submission.draft", "submission.submitted"); }
Past withdraws(const std::string& id) { return moved(id, "WITHDRAW", "submission.submitted", "withdrawn"); }
Past award_of(const std::string& id, const std::string& entrant, int year) {
  return {"award-" + id, "AwardGranted",
          R"({"proposal":")" + id + R"(","competition":"c","organizer":"o","entrant":")" + entrant + R"(","entrant_name":"U","title":"T","category":"tik","year":)" + std::to_string(year) + R"(,"summary":""})"};
}
const Past office{"organizer-o", "OrganizerRegistered", R"({"id":"o","name":"Bappeda","region":"Kota","tier":"city","zone":"Asia/Jakarta"})"};

TEST(Participation_view, says_who_never_entered) {
  given({registered("e", "puskesmas")})
      .then("participation", "e",
            R"({"awards":0,"entered":0,"entrant":"e","first_year":0,"kind":"puskesmas","last_submitted_year":0,"last_year":0,"name":"Unit e","organizer":"o",
                "status":"never","submitted":0,"years":{}})");
}

TEST(Participation_view, counts_entries_and_awards_by_year_so_that_it_shows_who_stopped) {
  given({registered("e", "OPD"), opened(), entry("p", "e", 2020), entry("q", "e", 2020), entry("r", "e", 2018), submits("r"), submits("p"), award_of("p", "e", 2020)})
      .then_shows("participation", "e",
                  R"({"awards":1,"entered":3,"first_year":2018,"last_year":2020,"last_submitted_year":2020,"submitted":2,"status":"active",
                      "years":{"2018":{"awards":0,"entered":1,"submitted":1},"2020":{"awards":1,"entered":2,"submitted":1}}})");
}

TEST(Participation_view, counts_no_draft_no_withdrawn_entry_and_no_revoked_award_as_taking_part) {
  const std::vector<Past> past{registered("e", "OPD"), opened(), entry("p", "e", 2019), submits("p"), entry("q", "e", 2020), submits("q"), award_of("q", "e", 2020)};
  given(past).then_shows("participation", "e", R"({"last_submitted_year":2020,"awards":1})");
  std::vector<Past> gone = past;
  gone.insert(gone.end(), {revoked("q"), withdraws("q"), entry("r", "e", 2021)});
  given(gone).then_shows("participation", "e", R"({"last_year":2021,"last_submitted_year":2019,"awards":0,"submitted":1})");
}

TEST(Participation_view, says_who_stopped_as_of_the_last_year_in_which_anybody_took_part) {
  const std::vector<Past> past{registered("e", "OPD"), registered("f", "OPD"), opened(), entry("p", "e", 2018), submits("p"), entry("q", "f", 2018), submits("q")};
  given(past).then_shows("participation", "e", R"({"status":"active"})").then_shows("participation", "f", R"({"status":"active"})");
  std::vector<Past> next = past;
  next.insert(next.end(), {entry("r", "f", 2019), submits("r")});
  given(next).then_shows("participation", "e", R"({"status":"stopped"})").then_shows("participation", "f", R"({"status":"active"})");
}

TEST(Participation_view, does_not_count_a_promotion_as_another_entry) {
  given({registered("e", "OPD"), opened(), entry("p", "e", 2020), entry("q", "e", 2020, R"(,"origin":{"proposal":"p"})")})
      .then_shows("participation", "e", R"({"entered":1})");
}

TEST(Participation_summary_view, shows_the_falling_line_by_year_and_kind) {
  given({office, registered("e", "OPD"), registered("f", "OPD"), registered("g", "school"), opened(), entry("p", "e", 2019), entry("p2", "e", 2019), submits("p"), submits("p2"),
         entry("q", "f", 2019), submits("q"), entry("d", "g", 2019), entry("r", "f", 2020), submits("r"), award_of("r", "f", 2020)})
      .then("participation_summary", "o",
            R"({"organizer":"o","years":{
                "2019":{"OPD":{"awarded":0,"entered":2,"new":2,"registered":0,"returned":0,"stopped":0,"submitted":2},
                        "school":{"awarded":0,"entered":1,"new":0,"registered":0,"returned":0,"stopped":0,"submitted":0}},
                "2020":{"OPD":{"awarded":1,"entered":1,"new":0,"registered":0,"returned":1,"stopped":1,"submitted":1},
                        "school":{"awarded":0,"entered":0,"new":0,"registered":0,"returned":0,"stopped":0,"submitted":0}},
                "2022":{"OPD":{"awarded":0,"entered":0,"new":0,"registered":2,"returned":0,"stopped":0,"submitted":0},
                        "school":{"awarded":0,"entered":0,"new":0,"registered":1,"returned":0,"stopped":0,"submitted":0}}}})");
}

TEST(Participation_summary_view, puts_right_what_an_entry_had_changed_when_it_is_withdrawn) {
  const std::vector<Past> before{office, registered("e", "OPD"), opened(), entry("p", "e", 2019), submits("p"), entry("q", "e", 2020)};
  const std::string_view stopped = R"({"years":{
      "2019":{"OPD":{"awarded":0,"entered":1,"new":1,"registered":0,"returned":0,"stopped":0,"submitted":1}},
      "2020":{"OPD":{"awarded":0,"entered":1,"new":0,"registered":0,"returned":0,"stopped":1,"submitted":0}},
      "2022":{"OPD":{"awarded":0,"entered":0,"new":0,"registered":1,"returned":0,"stopped":0,"submitted":0}}}})";
  given(before).then_shows("participation_summary", "o", stopped);
  std::vector<Past> after = before;
  after.insert(after.end(), {submits("q"), withdraws("q")});
  given(after).then_shows("participation_summary", "o", stopped);
}

Past sheet(const std::string& type, const std::string& proposal) {
  return {"assessment-" + proposal + "-screening", type,
          R"({"competition":"c","organizer":"o","proposal":")" + proposal + R"(","stage":"screening","juror":"j","title":"T","category":"tik","entrant":"e"})"};
}

TEST(Workload_view, says_what_a_juror_still_owes) {
  given({sheet("JurorAssigned", "p"), sheet("JurorAssigned", "q"), sheet("JurorAssigned", "r"), sheet("AssessmentDeclined", "p")})
      .then("workload", "c/screening/j",
            R"({"assessed":0,"assigned":3,"competition":"c","declined":1,"juror":"j","last_sheet_at":"2022-06-06T02:00:04.000000Z",
                "open":2,"organizer":"o","stage":"screening","voided":0})");
}

}  // namespace
}  // namespace jejak::specs
