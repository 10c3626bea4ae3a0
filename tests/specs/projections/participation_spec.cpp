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

TEST(Participation_view, says_who_never_entered) {
  given({registered("e", "puskesmas")})
      .then("participation", "e",
            R"({"awards":0,"entered":0,"entrant":"e","first_year":0,"kind":"puskesmas","last_year":0,"name":"Unit e","organizer":"o","years":{}})");
}

TEST(Participation_view, counts_entries_and_awards_by_year_so_that_it_shows_who_stopped) {
  given({registered("e", "OPD"), opened(), entry("p", "e", 2020), entry("q", "e", 2020), entry("r", "e", 2018),
         {"award-p", "AwardGranted", R"({"proposal":"p","competition":"c","organizer":"o","entrant":"e","entrant_name":"Unit e","title":"T","category":"tik","year":2020,"summary":""})"}})
      .then_shows("participation", "e",
                  R"({"awards":1,"entered":3,"first_year":2018,"last_year":2020,
                      "years":{"2018":{"awards":0,"entered":1},"2020":{"awards":1,"entered":2}}})");
}

TEST(Participation_view, does_not_count_a_promotion_as_another_entry) {
  given({registered("e", "OPD"), opened(), entry("p", "e", 2020), entry("q", "e", 2020, R"(,"origin":{"proposal":"p"})")})
      .then_shows("participation", "e", R"({"entered":1})");
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
