// A decision that is taken back by two people, while nothing came of it.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}
const Path stage{{"competition", std::string(contest)}, {"stage", "screening"}};

// Two proposals judged at the desk by one juror, one better than the other.
struct Desk {
  Desk() {
    trial.open("practice");
    better = trial.bring_to_desk("Data Go");
    worse = trial.bring_to_desk("Si Bulan");
    judge = trial.add_juror("Universitas");
    trial.accept("AssignJurors", secretariat(), {{"competition", std::string(contest)}},
                 {{"stage", "screening"}, {"pairs", json::array{{{"juror", judge}, {"proposals", json::array{better, worse}}}}}});
    score(better, 90);
    score(worse, 60);
  }
  void score(const std::string& proposal, int points) {
    json::object scores;
    for (const char* key : {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}) scores[key] = points;
    trial.accept("SubmitAssessment", juror(judge), {{"proposal", proposal}, {"stage", "screening"}, {"juror", judge}}, {{"scores", scores}});
  }
  void decide() { trial.accept("DecideStage", secretariat(), stage, {}); }
  void reopen() {
    trial.accept("ProposeReopening", secretariat(), stage, {{"reason", "Satu juri punya kepentingan"}});
    trial.accept("SettleReopening", second_person(), stage, {{"confirm", true}});
  }
  Trial trial;
  std::string better, worse, judge;
};

}  // namespace

TEST(Reopening, takes_two_people_and_puts_every_proposal_back_where_it_stood) {
  Desk desk;
  desk.trial.refuse("not_decided", "ProposeReopening", secretariat(), stage, {{"reason", "x"}});
  desk.decide();
  ASSERT_EQ(desk.trial.state_of(desk.better), "presentation.invited");
  desk.trial.accept("ProposeReopening", secretariat(), stage, {{"reason", "Satu juri punya kepentingan"}});
  desk.trial.refuse("reopening_open", "ProposeReopening", second_person(), stage, {{"reason", "x"}});
  desk.trial.refuse("same_person", "SettleReopening", secretariat(), stage, {{"confirm", true}});
  desk.trial.accept("SettleReopening", second_person(), stage, {{"confirm", true}});
  for (const std::string& id : {desk.better, desk.worse}) EXPECT_EQ(desk.trial.state_of(id), "screening.desk");
  const auto reopened = desk.trial.last("ProposalReopened");
  EXPECT_EQ(text_of(reopened, "from"), "presentation.invited");
  EXPECT_EQ(text_of(reopened, "reason"), "Satu juri punya kepentingan");
}

TEST(Reopening, is_followed_by_a_second_decision_that_says_so) {
  Desk desk;
  desk.decide();
  desk.reopen();
  desk.trial.accept("DeclareConflict", juror(desk.judge), {{"juror", desk.judge}}, {{"proposal", desk.worse}, {"kind", "interest"}, {"reason", "Keluarga"}});
  const auto preview = desk.trial.accept("PreviewDecision", secretariat(), stage, {});
  EXPECT_FALSE(flag_of(preview, "ready")) << "the sheet is void and the quorum is not met";
  const std::string other = desk.trial.add_juror("LSM");
  desk.trial.accept("AssignJurors", secretariat(), {{"competition", std::string(contest)}},
                    {{"stage", "screening"}, {"pairs", json::array{{{"juror", other}, {"proposals", json::array{desk.worse}}}}}});
  desk.judge = other;
  desk.score(desk.worse, 95);
  desk.decide();
  const auto again = desk.trial.last("StageDecided");
  EXPECT_EQ(integer_of(again, "round"), 2);
  EXPECT_EQ(text_of(object_of(again, "reopened"), "reason"), "Satu juri punya kepentingan");
  EXPECT_EQ(text_of(members_of(array_of(again, "results").at(0)), "proposal"), desk.worse);
}

TEST(Reopening, is_refused_once_a_proposal_has_gone_on) {
  Desk desk;
  desk.decide();
  desk.trial.record(desk.better, "presentation");
  const Rejection no = desk.trial.refuse("went_on", "ProposeReopening", secretariat(), stage, {{"reason", "x"}});
  EXPECT_EQ(text(no.details.at("proposals")), "[\"" + desk.better + "\"]");
}

TEST(Reopening, is_refused_at_its_confirmation_if_somebody_went_on_in_between) {
  Desk desk;
  desk.decide();
  desk.trial.accept("ProposeReopening", secretariat(), stage, {{"reason", "x"}});
  desk.trial.record(desk.better, "presentation");
  desk.trial.refuse("went_on", "SettleReopening", second_person(), stage, {{"confirm", true}});
  desk.trial.accept("SettleReopening", second_person(), stage, {{"confirm", false}});
  desk.trial.refuse("not_found", "SettleReopening", second_person(), stage, {{"confirm", true}});
}

}  // namespace jejak::workflows
