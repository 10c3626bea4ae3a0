// What a preview of a decision says before anybody decides.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

const Path stage_path{{"competition", std::string(contest)}, {"stage", "screening"}};

json::object practice() { return shipped_document("rulebooks", "practice")->get_object(); }

}  // namespace

// A rulebook whose events the machine lacks is refused when the competition is opened; a guard of the machine is found here.
TEST(A_preview, finds_that_the_machine_will_not_take_the_decision_before_the_decision_does) {
  Trial trial;
  trial.definition = *shipped_document("definitions", "kipp");
  json::object& desk = trial.definition.as_object()["machine"].as_object()["states"].as_object()["screening"].as_object()["states"].as_object()["desk"].as_object();
  json::value& shortlist = desk["on"].as_object()["SHORTLIST"];
  shortlist = json::object{{"target", "#presentation"}, {"guard", "adopted_somewhere"}};
  trial.open_with(practice());
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.assess(id, "screening", by, "80");
  const auto preview = trial.accept("PreviewDecision", secretariat(), stage_path, {});
  EXPECT_FALSE(flag_of(preview, "ready"));
  const json::object& obstacle = array_of(preview, "obstacles").at(0).get_object();
  EXPECT_EQ(text_of(obstacle, "code"), "transition_refused");
  EXPECT_EQ(text_of(obstacle, "event"), "SHORTLIST");
  EXPECT_EQ(text_of(obstacle, "proposal"), id);
  const auto no = trial.refuse("transition_refused", "DecideStage", secretariat(), stage_path, {});
  EXPECT_EQ(text(no.details.at("proposals")), "[\"" + id + "\"]");
}

TEST(A_preview, warns_of_sheets_that_are_outstanding_and_of_a_window_that_is_open_and_an_early_decision_says_so) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror(), silent = trial.add_juror(), abstains = trial.add_juror();
  for (const auto& each : {by, silent, abstains}) trial.assign({id}, "screening", each);
  trial.assess(id, "screening", by, "80");
  trial.accept("SubmitAssessment", juror(abstains), {{"proposal", id}, {"stage", "screening"}, {"juror", abstains}}, {{"outcome", "abstained"}});
  const auto preview = trial.accept("PreviewDecision", auditor(), stage_path, {});
  EXPECT_TRUE(flag_of(preview, "ready"));
  const json::array& warnings = array_of(preview, "warnings");
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(text_of(warnings.at(0).get_object(), "code"), "sheets_outstanding");
  EXPECT_EQ(integer_of(warnings.at(0).get_object(), "count"), 1);
  EXPECT_EQ(text(warnings.at(0).get_object().at("sheets")), text(json::array{json::object{{"proposal", id}, {"juror", silent}}}));
  EXPECT_EQ(text_of(warnings.at(1).get_object(), "code"), "window_open");
  EXPECT_EQ(text_of(warnings.at(1).get_object(), "closes"), "2099-12-31T16:59:59.000000Z");
  trial.decide("screening");
  EXPECT_EQ(text(trial.last("StageDecided").at("early")), R"({"closes":"2099-12-31T16:59:59.000000Z","sheets_outstanding":1,"window_open":true})");
}

TEST(A_decision, that_is_not_early_does_not_say_so) {
  Trial trial;
  json::object rules = practice();
  for (json::value& window : rules["windows"].as_array())
    if (text_of(window.as_object(), "name") == "judging") window.as_object()["closes"] = "2022-06-30T23:59:59+07:00";
  trial.open_with(rules);
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.assess(id, "screening", by, "80");
  trial.at("2022-07-01T02:00:00Z");
  EXPECT_TRUE(array_of(trial.accept("PreviewDecision", auditor(), stage_path, {}), "warnings").empty());
  trial.decide("screening");
  EXPECT_FALSE(trial.last("StageDecided").contains("early"));
}

}  // namespace jejak::workflows
