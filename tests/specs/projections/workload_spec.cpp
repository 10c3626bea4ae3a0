// What jurors owe: sheets of proposals in the race, at stages that are not decided.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

constexpr std::string_view row = "c/screening/j";

Past sheet(const std::string& type, const std::string& proposal, const std::string& more = "", const std::string& stage = "screening") {
  return {"assessment-" + proposal + "-" + stage, type,
          R"({"competition":"c","organizer":"o","proposal":")" + proposal + R"(","stage":")" + stage + R"(","juror":"j","title":"T","category":"tik","entrant":"e")" + more + "}"};
}
const std::string scored = R"(,"sheets":1,"score":{"fraction":"1","decimal":"1","sort":1000000})";

Past stage_decided(const std::string& proposal) { return decided(proposal, "in"); }
Past stage_reopened(const std::string& proposal) {
  return {"decision-c-screening", "StageReopened", R"({"competition":"c","organizer":"o","stage":"screening","reason":"x","proposed_by":"k","proposals":[")" + proposal + R"("]})"};
}

TEST(Workload_view, takes_out_of_its_counts_the_sheet_that_was_voided_and_no_other) {
  const std::vector<Past> three = {sheet("JurorAssigned", "p"), sheet("JurorAssigned", "q"), sheet("JurorAssigned", "r"), sheet("AssessmentSubmitted", "p", scored)};
  auto with = [&](Past last) {
    auto events = three;
    events.push_back(std::move(last));
    return given(events);
  };
  const std::string none = R"(,"reason":"other","sheets":0,"score":null)";
  with(sheet("AssessmentVoided", "q", R"(,"was":"not_assessed")" + none)).then_shows("workload", row, R"({"assigned":3,"assessed":1,"voided":1,"open":1})");
  with(sheet("AssessmentVoided", "p", R"(,"was":"scored")" + none)).then_shows("workload", row, R"({"assessed":0,"voided":1,"open":2})");
  with(sheet("AssessmentVoided", "q", none)).then_shows("workload", row, R"({"assessed":1,"voided":1,"open":1})");
  given({three[0], three[1], sheet("AssessmentDeclined", "p", R"(,"outcome":"abstained")"), sheet("AssessmentVoided", "p", R"(,"was":"abstained")" + none)})
      .then_shows("workload", row, R"({"declined":0,"voided":1,"open":1})");
}

TEST(Workload_view, gives_back_what_was_returned_and_takes_away_what_was_released) {
  given({sheet("JurorAssigned", "p"), sheet("AssessmentSubmitted", "p", scored), sheet("AssessmentReturned", "p", R"(,"was":"scored","sheets":0,"score":null)")})
      .then_shows("workload", row, R"({"assigned":1,"assessed":0,"open":1})");
  given({sheet("JurorAssigned", "p"), sheet("JurorAssigned", "q"), sheet("AssignmentReleased", "p")}).then_shows("workload", row, R"({"assigned":1,"open":1})");
  given({sheet("JurorAssigned", "p"), sheet("AssignmentReleased", "p"), sheet("JurorAssigned", "p")}).then_shows("workload", row, R"({"assigned":1,"open":1})");
}

TEST(Workload_view, asks_for_nothing_of_a_stage_that_is_decided_until_it_is_reopened) {
  const Past other = assigned("p", "k");
  given({sheet("JurorAssigned", "p"), other, assessed("p", "k", 1, "80", 80000000), stage_decided("p")}).then_shows("workload", row, R"({"open":0,"assigned":1})");
  given({sheet("JurorAssigned", "p"), other, assessed("p", "k", 1, "80", 80000000), stage_decided("p"), stage_reopened("p")})
      .then_shows("workload", row, R"({"open":1})");
  given({sheet("JurorAssigned", "p"), other, assessed("p", "k", 1, "80", 80000000), stage_decided("p"), sheet("JurorAssigned", "p", "", "interview")})
      .then_shows("workload", row, R"({"open":0})")
      .then_shows("workload", "c/interview/j", R"({"open":1})");
}

TEST(Workload_view, asks_for_nothing_of_a_proposal_that_left_the_race_until_it_is_back) {
  const std::vector<Past> withdrawn = {entered("p"), sheet("JurorAssigned", "p"), sheet("JurorAssigned", "q"), moved("p", "WITHDRAW", "screening.desk", "withdrawn")};
  given(withdrawn).then_shows("workload", row, R"({"assigned":2,"open":1})");
  auto back = withdrawn;
  back.push_back(moved("p", "ANSWER_OBJECTION", "withdrawn", "screening.desk"));
  given(back).then_shows("workload", row, R"({"open":2})");
  auto voided = withdrawn;
  voided.push_back(sheet("AssessmentVoided", "p", R"(,"reason":"other","was":"not_assessed","sheets":0,"score":null)"));
  given(voided).then_shows("workload", row, R"({"open":1,"voided":1})");
}

TEST(Workload_view, counts_out_and_back_a_proposal_whose_decision_against_it_is_taken_back) {
  const std::vector<Past> events = {entered("p"), sheet("JurorAssigned", "p"), assigned("p", "k"), assessed("p", "k", 1, "80", 80000000), decided("p", "out"),
                                    moved("p", "NOT_SELECTED", "screening.desk", "not_selected.closed"), stage_reopened("p"),
                                    {"proposal-p", "ProposalReopened",
                                     R"({"competition":"c","event":"REOPENED","from":"not_selected.closed","to":"screening.desk","stage":"screening","decided_stage":"screening",
                                         "state":{"value":"x","context":{"revisions":1},"status":"active"}})"}};
  given({events.begin(), events.end() - 2}).then_shows("workload", row, R"({"open":0})");
  given(events).then_shows("workload", row, R"({"open":1})");
}

}  // namespace
}  // namespace jejak::specs
