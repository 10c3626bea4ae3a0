// Who signs the minutes of a decision, and what becomes of that when the stage is judged again.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

const Path stage{{"competition", std::string(contest)}, {"stage", "screening"}};

// A stage that was decided by the sheet of one juror; another was registered and judged nothing.
struct Decided {
  Decided() {
    trial.open("practice");
    proposal = trial.bring_to_desk("Data Go");
    judge = trial.add_juror("Universitas");
    idle = trial.add_juror("LSM");
    trial.assign({proposal}, "screening", judge);
    trial.assess(proposal, "screening", judge, "80");
  }
  void decide() { trial.accept("DecideStage", secretariat(), stage, {}); }
  std::string hash() const { return document_hash(trial.last("StageDecided")); }
  json::object body() const { return {{"hash", hash()}}; }

  Trial trial;
  std::string proposal, judge, idle;
};

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

}  // namespace

TEST(Signing, records_who_signed_which_decision) {
  Decided given;
  given.decide();
  given.trial.accept("SignMinutes", juror(given.judge), stage, given.body());
  const auto signed_by = given.trial.last("MinutesSigned");
  EXPECT_EQ(text_of(signed_by, "hash"), given.hash());
  EXPECT_EQ(text_of(signed_by, "as"), "juror");
  EXPECT_EQ(text_of(signed_by, "juror"), given.judge);
  given.trial.accept("SignMinutes", secretariat(), stage, given.body());
  EXPECT_EQ(text_of(given.trial.last("MinutesSigned"), "as"), "secretariat");
}

TEST(Signing, is_of_the_decision_that_stands_once_each_and_by_nobody_without_a_sheet) {
  Decided given;
  const json::object other{{"hash", std::string(64, '0')}};
  given.trial.refuse("not_decided", "SignMinutes", secretariat(), stage, other);
  given.decide();
  const auto refused = given.trial.refuse("other_decision", "SignMinutes", secretariat(), stage, other);
  EXPECT_EQ(text_of(refused.details, "hash"), given.hash());
  given.trial.refuse("forbidden", "SignMinutes", juror(given.idle), stage, given.body());
  given.trial.refuse("forbidden", "SignMinutes", secretariat("kota-lain"), stage, given.body());
  given.trial.accept("SignMinutes", juror(given.judge), stage, given.body());
  given.trial.refuse("already_signed", "SignMinutes", juror(given.judge), stage, given.body());
  given.trial.refuse("not_found", "SignMinutes", secretariat(), {{"competition", std::string(contest)}, {"stage", "tidak-ada"}}, given.body());
}

TEST(Signing, is_void_once_the_stage_is_reopened_and_begins_anew_with_the_next_decision) {
  Decided given;
  given.decide();
  const auto id = given.trial.accept("SignMinutes", juror(given.judge), stage, given.body());
  given.trial.accept("ProposeReopening", secretariat(), stage, {{"reason", "Nilai tertukar"}});
  given.trial.accept("SettleReopening", second_person(), stage, {{"confirm", true}});
  EXPECT_EQ(array_of(given.trial.last("StageReopened"), "signatures"), (json::array{text_of(id, "id")}));
  const json::object old = given.body();
  given.trial.refuse("not_decided", "SignMinutes", juror(given.judge), stage, old);
  given.decide();
  given.trial.refuse("other_decision", "SignMinutes", juror(given.judge), stage, old);
  given.trial.accept("SignMinutes", juror(given.judge), stage, given.body());
}

TEST(Award, tells_the_title_of_its_category) {
  Trial trial;
  trial.open();
  trial.bring_to_award("Data Go");
  EXPECT_FALSE(text_of(object_of(trial.last("AwardGranted"), "category_title"), "id").empty());
}

}  // namespace jejak::workflows
