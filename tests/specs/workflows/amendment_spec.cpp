// A late change of the rules: two people, a reason, and nothing that was judged is judged by other rules.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

const Path here{{"competition", std::string(contest)}};

Caller second() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

json::object practice() { return shipped_document("rulebooks", "practice")->as_object(); }

json::object& stage(json::object& rulebook, std::size_t index) { return rulebook["stages"].as_array()[index].as_object(); }

json::object amendment(json::object rulebook) { return {{"rulebook_document", std::move(rulebook)}, {"reason", "Surat Edaran"}}; }

struct Amending {
  Amending() { trial.open("practice"); }
  std::string faults(json::object rulebook) {
    return canonical_json(trial.refuse("invalid_rulebook", "ProposeAmendment", secretariat(), here, amendment(std::move(rulebook))).details);
  }
  Trial trial;
};

}  // namespace

TEST(An_amendment, holds_once_another_person_has_settled_it_and_says_what_it_changed) {
  Amending amending;
  Trial& trial = amending.trial;
  const std::string early = trial.bring_to_desk("Data Go");
  json::object rulebook = practice();
  stage(rulebook, 0)["quorum"] = 2;
  const auto proposed = trial.accept("ProposeAmendment", secretariat(), here, amendment(rulebook));
  EXPECT_EQ(text(proposed.at("changed")), R"(["/stages/0/quorum"])");
  const std::string judge = trial.add_juror(), other = trial.add_juror();
  trial.assign({early}, "screening", judge);
  trial.refuse("same_person", "SettleAmendment", secretariat(), here, {{"confirm", true}});
  trial.accept("SettleAmendment", second(), here, {{"confirm", true}});
  const auto amended = trial.last("RulebookAmended");
  EXPECT_EQ(text_of(amended, "reason"), "Surat Edaran");
  EXPECT_NE(text_of(object_of(amended, "was"), "hash"), text_of(object_of(amended, "rulebook"), "hash"));
  trial.assess(early, "screening", judge, "80");
  trial.refuse("quorum_not_met", "DecideStage", secretariat(), {{"competition", std::string(contest)}, {"stage", "screening"}}, {});
  trial.assign({early}, "screening", other);
  trial.assess(early, "screening", other, "80");
  trial.decide("screening");
}

TEST(An_amendment, that_is_rejected_changes_nothing) {
  Amending amending;
  json::object rulebook = practice();
  stage(rulebook, 0)["quorum"] = 2;
  amending.trial.accept("ProposeAmendment", secretariat(), here, amendment(rulebook));
  amending.trial.accept("SettleAmendment", second(), here, {{"confirm", false}});
  amending.trial.refuse("not_found", "SettleAmendment", second(), here, {{"confirm", true}});
  amending.trial.refuse("nothing_changed", "ProposeAmendment", secretariat(), here, amendment(practice()));
  amending.trial.refuse("forbidden", "ProposeAmendment", secretariat("lain"), here, amendment(rulebook));
}

TEST(An_amendment, does_not_touch_a_stage_that_has_a_sheet_also_when_the_sheet_came_after_the_proposal) {
  Amending amending;
  Trial& trial = amending.trial;
  const std::string desk = trial.bring_to_desk("Data Go"), judge = trial.add_juror();
  trial.assign({desk}, "screening", judge);
  json::object rulebook = practice();
  stage(rulebook, 0)["top"].as_object()["count"] = 1;
  trial.accept("ProposeAmendment", secretariat(), here, amendment(rulebook));
  trial.assess(desk, "screening", judge, "80");
  EXPECT_EQ(text(trial.refuse("already_judged", "SettleAmendment", second(), here, {{"confirm", true}}).details.at("stages")), R"(["screening"])");
  json::object later = practice();
  stage(later, 1)["quorum"] = 2;
  trial.accept("ProposeAmendment", secretariat(), here, amendment(later));
  trial.accept("SettleAmendment", second(), here, {{"confirm", true}});
}

TEST(An_amendment, keeps_what_a_competition_rests_on) {
  Amending amending;
  json::object rulebook = practice();
  rulebook["categories"].as_array().erase(rulebook["categories"].as_array().begin());
  EXPECT_NE(amending.faults(rulebook).find("/rulebook_document/categories"), std::string::npos);
  rulebook = practice();
  rulebook["stages"].as_array().pop_back();
  EXPECT_NE(amending.faults(rulebook).find("/rulebook_document/stages"), std::string::npos);
  rulebook = practice();
  rulebook["windows"].as_array()[0].as_object()["closes"] = "2022-01-01T00:00:00+07:00";
  EXPECT_NE(amending.faults(rulebook).find("/rulebook_document/windows/0/closes"), std::string::npos);
  rulebook = practice();
  rulebook["windows"].as_array()[0].as_object()["opens"] = "2021-01-01T00:00:00+07:00";
  EXPECT_NE(amending.faults(rulebook).find("/rulebook_document/windows"), std::string::npos);
}

}  // namespace jejak::workflows
