// A sheet with a mistake in it: two people give it back, its juror alone submits it again.
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
const json::object yes{{"confirm", true}}, no{{"confirm", false}}, slip{{"reason", "90 tertulis 9"}};

// A proposal at the desk with two sheets, 9 and 80.
struct Desk {
  Desk() {
    trial.open("practice");
    id = trial.bring_to_desk("Data Go");
    by = trial.add_juror("Universitas");
    other = trial.add_juror("LSM");
    for (const auto& each : {by, other}) trial.assign({id}, "screening", each);
    trial.assess(id, "screening", by, "9");
    trial.assess(id, "screening", other, "80");
  }
  Path sheet(const std::string& of) const { return {{"proposal", id}, {"stage", "screening"}, {"juror", of}}; }
  void give_back() {
    trial.accept("ReturnSheet", secretariat(), sheet(by), slip);
    trial.accept("SettleReturn", second_person(), sheet(by), yes);
  }
  Trial trial;
  std::string id, by, other;
};

}  // namespace

TEST(A_returned_sheet, takes_two_people_and_counts_no_more_until_its_juror_submits_it_again) {
  Desk desk;
  desk.trial.refuse("not_found", "SettleReturn", second_person(), desk.sheet(desk.by), yes);
  EXPECT_EQ(text_of(desk.trial.accept("ReturnSheet", secretariat(), desk.sheet(desk.by), slip), "status"), "open");
  desk.trial.refuse("return_open", "ReturnSheet", second_person(), desk.sheet(desk.by), slip);
  desk.trial.refuse("already_assessed", "SubmitAssessment", juror(desk.by), desk.sheet(desk.by), {{"outcome", "no_score"}});
  desk.trial.refuse("same_person", "SettleReturn", secretariat(), desk.sheet(desk.by), yes);
  EXPECT_EQ(text_of(desk.trial.accept("SettleReturn", second_person(), desk.sheet(desk.by), yes), "status"), "returned");
  const auto returned = desk.trial.last("AssessmentReturned");
  EXPECT_EQ(text_of(returned, "was"), "scored");
  EXPECT_EQ(text_of(returned, "proposed_by"), "key-s");
  EXPECT_EQ(text_of(returned, "reason"), "90 tertulis 9");
  EXPECT_EQ(integer_of(returned, "sheets"), 1);
  EXPECT_EQ(text_of(object_of(returned, "score"), "fraction"), "80");

  desk.trial.refuse("forbidden", "SubmitAssessment", juror(desk.other), desk.sheet(desk.by), {{"outcome", "no_score"}});
  Position first = 0;
  for (const StoredEvent& event : desk.trial.events())
    if (event.type == "AssessmentSubmitted" && first == 0) first = event.position;
  desk.trial.assess(desk.id, "screening", desk.by, "90");
  const auto again = desk.trial.last("AssessmentSubmitted");
  EXPECT_EQ(static_cast<Position>(integer_of(again, "replaces")), first);
  EXPECT_EQ(text_of(object_of(again, "score"), "fraction"), "85");
  desk.trial.refuse("already_assessed", "SubmitAssessment", juror(desk.by), desk.sheet(desk.by), {{"outcome", "no_score"}});
  desk.trial.decide("screening");
  EXPECT_EQ(text_of(members_of(array_of(desk.trial.last("StageDecided"), "results").at(0)), "score"), "85");
}

TEST(A_returned_sheet, may_be_asked_for_by_its_juror_and_is_not_returned_where_it_is_rejected) {
  Desk desk;
  desk.trial.refuse("forbidden", "ReturnSheet", juror(desk.other), desk.sheet(desk.by), slip);
  desk.trial.refuse("forbidden", "ReturnSheet", proposer(desk.trial.entrant), desk.sheet(desk.by), slip);
  desk.trial.accept("ReturnSheet", juror(desk.by), desk.sheet(desk.by), slip);
  desk.trial.refuse("forbidden", "SettleReturn", juror(desk.by), desk.sheet(desk.by), yes);
  EXPECT_EQ(text_of(desk.trial.accept("SettleReturn", secretariat(), desk.sheet(desk.by), no), "status"), "rejected");
  desk.trial.refuse("already_assessed", "SubmitAssessment", juror(desk.by), desk.sheet(desk.by), {{"outcome", "no_score"}});
  desk.trial.refuse("not_found", "SettleReturn", second_person(), desk.sheet(desk.by), yes);
  desk.trial.accept("ReturnSheet", secretariat(), desk.sheet(desk.by), slip);
}

TEST(A_returned_sheet, is_one_that_was_submitted_and_stands_at_a_stage_that_is_not_decided) {
  Desk desk;
  const std::string third = desk.trial.add_juror("Media");
  desk.trial.refuse("not_found", "ReturnSheet", secretariat(), desk.sheet(third), slip);
  desk.trial.assign({desk.id}, "screening", third);
  desk.trial.refuse("not_submitted", "ReturnSheet", secretariat(), desk.sheet(third), slip);
  desk.trial.refuse("not_found", "ReturnSheet", secretariat("kota-lain"), desk.sheet(desk.by), slip);
  desk.trial.accept("DeclareConflict", juror(desk.other), {{"juror", desk.other}}, {{"proposal", desk.id}, {"kind", "family"}, {"reason", "Saudara"}});
  desk.trial.refuse("recused", "ReturnSheet", secretariat(), desk.sheet(desk.other), slip);
  desk.trial.decide("screening");
  desk.trial.refuse("stage_not_open", "ReturnSheet", secretariat(), desk.sheet(desk.by), slip);
  desk.trial.accept("ProposeReopening", secretariat(), stage, {{"reason", "Salah ketik"}});
  desk.trial.accept("SettleReopening", second_person(), stage, yes);
  desk.give_back();
  desk.trial.assess(desk.id, "screening", desk.by, "90");
  desk.trial.decide("screening");
  EXPECT_EQ(text_of(members_of(array_of(desk.trial.last("StageDecided"), "results").at(0)), "score"), "90");
}

TEST(A_returned_sheet, is_submitted_again_after_the_window_closed_as_nobody_elses_is) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const auto in_contest = Path{{"competition", std::string(contest)}};
  trial.at("2022-06-20T02:00:00Z");
  const std::string id = trial.bring_to_desk("Data Go"), by = trial.add_juror("Universitas"), late = trial.add_juror("LSM");
  for (const auto& each : {by, late}) trial.assign({id}, "screening", each);
  trial.at("2022-07-20T02:00:00Z");
  trial.assess(id, "screening", by, "70");
  trial.at("2022-12-20T02:00:00Z");
  const Path own{{"proposal", id}, {"stage", "screening"}, {"juror", by}}, others{{"proposal", id}, {"stage", "screening"}, {"juror", late}};
  trial.refuse("window_closed", "SubmitAssessment", juror(late), others, {{"outcome", "no_score"}});
  trial.accept("ReturnSheet", secretariat(), own, slip);
  trial.accept("SettleReturn", second_person(), own, yes);
  trial.refuse("window_closed", "SubmitAssessment", juror(late), others, {{"outcome", "no_score"}});
  trial.assess(id, "screening", by, "80");
}

TEST(A_returned_sheet, is_not_released_and_its_juror_hears_of_it) {
  Desk desk;
  desk.give_back();
  const json::object release{{"stage", "screening"}, {"reason", "x"}, {"pairs", json::array{json::object{{"juror", desk.by}, {"proposals", json::array{desk.id}}}}}};
  desk.trial.refuse("already_assessed", "ReleaseAssignments", secretariat(), {{"competition", std::string(contest)}}, release);
  desk.trial.accept("RegisterWebhook", secretariat(), {},
                    {{"organizer", city}, {"url", "https://contoh.go.id/kait"}, {"secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}, {"kinds", json::array{"sheet_returned"}}});
  desk.trial.assess(desk.id, "screening", desk.by, "8");
  desk.give_back();
  const StoredEvent event = desk.trial.events().back();
  desk.trial.accept("QueueNotifications", console(), {},
                    {{"position", static_cast<std::int64_t>(event.position)}, {"type", event.type}, {"stream", event.stream}, {"data", object(event.data)}});
  EXPECT_EQ(text_of(desk.trial.last("NotificationQueued"), "to_id"), desk.by);
}

}  // namespace jejak::workflows
