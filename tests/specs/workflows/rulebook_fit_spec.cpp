// A rulebook that its machine cannot carry out is refused, with what the machine would take.
#include <gtest/gtest.h>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/rulebook.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

json::object magelang() { return shipped_document("rulebooks", "kota-magelang-2022")->get_object(); }
json::object& stage(json::object& document, std::size_t index) { return document["stages"].as_array()[index].as_object(); }

std::string faults_against(const json::object& document, const json::value& machine) {
  const auto rulebook = parse_rulebook(document);
  if (!rulebook) return "does not parse: " + rulebook.error().front().pointer + " " + rulebook.error().front().message;
  std::string text;
  for (const Fault& fault : check_against(**rulebook, **statechart::compile(machine))) {
    EXPECT_FALSE(fault.message_id.empty()) << fault.pointer;
    text += fault.pointer + ": " + fault.message + "\n";
  }
  return text;
}

std::string faults_of(const json::object& document, std::string_view machine = "kipp") {
  return faults_against(document, *shipped_document("definitions", machine));
}

bool tells(const std::string& faults, std::string_view what) { return faults.find(what) != std::string::npos; }

// The machine as it was before rulebooks had ticks of their own.
json::value machine_with_fixed_ticks() {
  json::value machine = *shipped_document("definitions", "kipp");
  json::object& ticks = machine.at("forms").at("CHECK_ADMINISTRATIVE").at("properties").at("ticks").as_object();
  ticks = object(R"({"type":"object","additionalProperties":false,"required":["old_enough"],"properties":{"old_enough":{"type":"boolean"}}})");
  return machine;
}

}  // namespace

TEST(A_rulebook, is_refused_where_its_stage_names_an_event_that_its_state_does_not_take) {
  json::object document = magelang();
  stage(document, 0)["in_event"] = "SELECT";
  EXPECT_EQ(faults_of(document),
            "/stages/0/in_event: the state \"screening.desk\" does not take \"SELECT\"; it takes SHORTLIST, NOT_SELECT, WITHDRAW, DISQUALIFY\n");
  document = magelang();
  stage(document, 2)["out_event"] = "SHORTLIST";
  EXPECT_TRUE(tells(faults_of(document), "/stages/2/out_event: the state \"interview.judged\" does not take \"SHORTLIST\"; it takes SELECT, NOT_SELECT"));
  document = magelang();
  stage(document, 1)["judged_in"] = "presentation";
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/in_event: the state \"presentation\" does not take \"SHORTLIST\"")) << "who is invited could not be decided";
  document = magelang();
  stage(document, 1)["judged_in"] = "panggung";
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/judged_in: the machine has no state \"panggung\"; it has sosialisasi, submission.draft"));
}

TEST(A_rulebook, is_refused_where_its_stages_stand_in_another_order_than_the_machine_comes_to_them) {
  json::object document = magelang();
  json::array& stages = document["stages"].as_array();
  std::swap(stages[0], stages[2]);
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/judged_in: after SELECT in \"interview.judged\" the machine does not come to \"presentation.judged\"; award.granted it does"))
      << faults_of(document);
}

TEST(A_rulebook, is_refused_where_nobody_decides_a_stage_on_the_way_or_the_last_one_does_not_lead_to_the_award) {
  json::object document = magelang();
  json::array& stages = document["stages"].as_array();
  const json::value presentation = stages[1];
  document["windows"].as_array().resize(3);  // those of entry
  stages.erase(stages.begin() + 1);
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/judged_in: after SHORTLIST in \"screening.desk\" the machine does not come to \"interview.judged\"")) << faults_of(document);
  stages[1] = presentation;
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/in_event: after SHORTLIST in \"presentation.judged\" the machine does not come to \"award.granted\"")) << faults_of(document);
}

TEST(A_rulebook, is_refused_where_two_stages_share_a_state_or_one_is_judged_once_the_award_is_granted) {
  json::object document = magelang();
  stage(document, 1)["judged_in"] = "screening.desk";
  EXPECT_TRUE(tells(faults_of(document), "/stages/1/judged_in: the stage \"screening\" is judged there already"));
  document = magelang();
  stage(document, 2)["judged_in"] = "award.granted";
  EXPECT_TRUE(tells(faults_of(document), "/stages/2/judged_in: a stage is judged before the award"));
}

TEST(A_rulebook, is_refused_where_it_names_events_of_no_state) {
  json::object document = magelang();
  document["merge_event"] = "GABUNG";
  document["windows"].as_array()[1].as_object()["governs"] = json::array{"submission.submitted:SUBMIT", "ASSESS:wawancara"};
  const std::string faults = faults_of(document);
  EXPECT_TRUE(tells(faults, "/merge_event: the machine has no event \"GABUNG\"; it has START_DRAFT"));
  EXPECT_TRUE(tells(faults, "/windows/1/governs/0: the state \"submission.submitted\" does not take \"SUBMIT\"; it takes RECEIVE, RETURN_FOR_REVISION"));
  EXPECT_TRUE(tells(faults, "/windows/1/governs/1: there is no stage \"wawancara\"; there are screening, presentation, interview"));
  json::object award = magelang();
  award["award"].as_object()["revoked_in"] = "withdrawn";
  EXPECT_TRUE(tells(faults_of(award), "/award/revoked_in: the machine cannot come there from \"award.granted\""));
}

TEST(A_machine_whose_form_fixes_the_ticks, takes_no_check_that_the_form_does_not_have) {
  json::object document = magelang();
  document["checks"] = object(R"({"event":"CHECK_ADMINISTRATIVE","list":[{"key":"old_enough","title":{"id":"U","en":"A"}},
    {"key":"has_video","title":{"id":"V","en":"V"}}]})");
  EXPECT_EQ(faults_of(document), "") << "a machine that leaves them to the rulebook takes any";
  EXPECT_EQ(faults_against(document, machine_with_fixed_ticks()),
            "/checks/list/1/key: the machine's form of CHECK_ADMINISTRATIVE has no tick \"has_video\"; it has old_enough\n");
}

TEST(Every_shipped_machine_of_competitions, carries_the_rulebooks_that_name_it_whatever_their_order) {
  for (const auto& id : shipped_ids("rulebooks")) {
    const json::object document = shipped_document("rulebooks", id)->get_object();
    EXPECT_EQ(faults_of(document, text_of(document, "definition")), "") << id;
  }
}

}  // namespace jejak::workflows
