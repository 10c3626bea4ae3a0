// Who comes back into a stage that is decided is decided by itself, by two people.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}
const Path presentation{{"competition", std::string(contest)}, {"stage", "presentation"}};

// One place at the desk, one in the presentation. The second at the desk objects, is upheld after the presentation was decided, and presents then.
struct Reinstated {
  Reinstated() {
    json::object rules = shipped_document("rulebooks", "practice")->get_object();
    rules["objection_window"] = "P30D";
    rules["objections_max"] = 2;
    for (json::value& stage : rules["stages"].as_array()) stage.as_object()["top"] = json::object{{"count", 1}};
    trial.open_with(rules);
    first = trial.bring_to_desk("Satu");
    second = trial.bring_to_desk("Dua");
    judge = trial.add_juror();
    trial.assign({first, second}, "screening", judge);
    trial.assess(first, "screening", judge, "90");
    trial.assess(second, "screening", judge, "70");
    trial.decide("screening");
    trial.send(second, proposer(trial.entrant), "OBJECT", R"({"reason":"Nilai keliru."})");
    present(first, "80");
    trial.decide("presentation");
    trial.send(second, secretariat(), "ANSWER_OBJECTION", R"({"upheld":true,"reason":"Benar."})");
  }
  void present(const std::string& id, std::string_view score) {
    trial.record(id, "presentation");
    trial.assign({id}, "presentation", judge);
    trial.assess(id, "presentation", judge, score);
  }
  void propose() { trial.accept("ProposeSupplement", secretariat(), presentation, {{"proposal", second}, {"reason", "Keberatan dikabulkan."}}); }
  std::string outcome(std::string_view score) {
    present(second, score);
    propose();
    return std::string(text_of(trial.accept("SettleSupplement", second_person(), presentation, {{"confirm", true}}), "outcome"));
  }

  Trial trial;
  std::string first, second, judge;
};

}  // namespace

TEST(A_supplementary_decision, lets_in_who_is_level_with_the_last_that_was_in_and_nobody_below) {
  Reinstated level, below;
  EXPECT_EQ(level.outcome("80"), "in");
  EXPECT_EQ(level.trial.state_of(level.second), "interview.invited");
  EXPECT_EQ(text_of(object_of(level.trial.last("StageSupplemented"), "result"), "reason"), "within_top");
  EXPECT_EQ(below.outcome("79"), "out");
  EXPECT_EQ(below.trial.state_of(below.second), "not_selected.announced");
  EXPECT_EQ(text_of(object_of(below.trial.last("StageSupplemented"), "result"), "reason"), "below_cut");
}

TEST(A_supplementary_decision, takes_two_people_and_may_be_rejected) {
  Reinstated trialled;
  trialled.present(trialled.second, "90");
  trialled.propose();
  trialled.trial.refuse("supplement_open", "ProposeSupplement", secretariat(), presentation, {{"proposal", trialled.second}, {"reason", "Lagi"}});
  trialled.trial.refuse("same_person", "SettleSupplement", secretariat(), presentation, {{"confirm", true}});
  trialled.trial.accept("SettleSupplement", second_person(), presentation, {{"confirm", false}});
  EXPECT_EQ(trialled.trial.state_of(trialled.second), "presentation.judged");
  trialled.trial.refuse("not_found", "SettleSupplement", second_person(), presentation, {{"confirm", true}});
}

TEST(A_supplementary_decision, is_for_who_stands_in_the_decided_stage_with_enough_sheets) {
  Reinstated trialled;
  const auto propose = [&](std::string_view code, const std::string& id) {
    trialled.trial.refuse(code, "ProposeSupplement", secretariat(), presentation, {{"proposal", id}, {"reason", "r"}});
  };
  propose("not_in_stage", trialled.first);
  propose("not_in_stage", trialled.second);  // invited, not heard yet
  trialled.trial.record(trialled.second, "presentation");
  propose("quorum_not_met", trialled.second);
  trialled.trial.refuse("not_decided", "ProposeSupplement", secretariat(), {{"competition", std::string(contest)}, {"stage", "interview"}},
                        {{"proposal", trialled.second}, {"reason", "r"}});
}

}  // namespace jejak::workflows
