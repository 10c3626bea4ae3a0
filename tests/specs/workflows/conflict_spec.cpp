#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

const Path in_contest{{"competition", std::string(contest)}};

Path of_juror(const std::string& id) { return {{"juror", id}}; }

Path sheet(const std::string& proposal, const std::string& by) {
  return {{"proposal", proposal}, {"stage", "screening"}, {"juror", by}};
}

json::object pair(const std::string& by, const std::string& proposal) {
  return {{"stage", "screening"}, {"pairs", json::array{json::object{{"juror", by}, {"proposals", json::array{json::value(proposal)}}}}}};
}

std::string registered(Trial& trial, std::string_view more) {
  json::object body{{"name", "Juri contoh"}, {"element", "academic"}};
  for (const auto& [key, value] : object(more)) body[key] = value;
  return std::string(text_of(trial.accept("RegisterJuror", secretariat(), in_contest, std::move(body)), "id"));
}

Caller second_person() {
  Caller caller = secretariat();
  caller.actor = "key-second";
  return caller;
}

json::object conflict_with(const std::string& proposal) {
  return {{"proposal", proposal}, {"kind", "family"}, {"reason", "Ketua tim adalah saudara."}};
}

}  // namespace

TEST(Conflict, takes_a_locked_sheet_out_of_the_count_and_bars_its_juror_from_then_on) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A"), other = trial.bring_to_desk("B");
  const std::string first = trial.add_juror(), second = trial.add_juror();
  for (const auto& by : {first, second}) trial.assign({id}, "screening", by);
  trial.assess(id, "screening", first, "60");
  trial.assess(id, "screening", second, "80");
  const json::object answer = trial.accept("DeclareConflict", juror(first), of_juror(first), conflict_with(id));
  EXPECT_EQ(text(answer), R"({"decided":[],"status":"declared","voided":[{"proposal":")" + id + R"(","stage":"screening"}]})");
  const json::object voided = trial.last("AssessmentVoided");
  EXPECT_EQ(text_of(voided, "was"), "scored");
  EXPECT_EQ(integer_of(voided, "sheets"), 1);
  EXPECT_EQ(text_of(object_of(voided, "score"), "fraction"), "80");
  trial.refuse("recused", "SubmitAssessment", juror(first), sheet(id, first), {{"outcome", "no_score"}});
  const Rejection refused = trial.refuse("conflict_of_interest", "AssignJurors", secretariat(), in_contest, pair(first, id));
  EXPECT_EQ(text_of(refused.details, "kind"), "declared");
  EXPECT_EQ(integer_of(trial.accept("AssignJurors", secretariat(), in_contest, pair(first, other)), "assigned"), 1);
  EXPECT_EQ(trial.last("ConflictDeclared").at("reason").as_object().contains("$sealed"), true);
}

TEST(Conflict, with_an_entrant_covers_all_its_proposals_and_leaves_decided_stages_as_they_are) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.assess(id, "screening", by, "60");
  trial.decide("screening");
  const json::object body{{"entrant", trial.entrant}, {"kind", "same_unit"}, {"reason", "Pernah satu unit."}};
  const json::object answer = trial.accept("DeclareConflict", secretariat(), of_juror(by), body);
  EXPECT_EQ(array_of(answer, "voided").size(), 0U);
  EXPECT_EQ(array_of(answer, "decided").size(), 1U);
  trial.refuse("conflict_of_interest", "AssignJurors", secretariat(), in_contest, pair(by, trial.bring_to_desk("B")));
}

TEST(Conflict, is_declared_by_the_juror_or_the_secretariat_about_one_proposal_or_one_entrant) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror(), other = trial.add_juror();
  trial.refuse("forbidden", "DeclareConflict", juror(other), of_juror(by), conflict_with(id));
  trial.refuse("forbidden", "DeclareConflict", proposer(trial.entrant), of_juror(by), conflict_with(id));
  trial.refuse("not_found", "DeclareConflict", secretariat("kota-lain"), of_juror(by), conflict_with(id));
  json::object both = conflict_with(id);
  both["entrant"] = trial.entrant;
  trial.refuse("invalid_body", "DeclareConflict", juror(by), of_juror(by), both);
  trial.refuse("not_found", "DeclareConflict", juror(by), of_juror(by), conflict_with("none"));
}

// A proposal with a submitted sheet, about which the secretariat says that its juror has a conflict.
struct Doubted {
  Doubted() {
    trial.open();
    id = trial.bring_to_desk("A");
    other = trial.bring_to_desk("B");
    by = trial.add_juror();
    trial.assign({id}, "screening", by);
    trial.assess(id, "screening", by, "60");
    answer = trial.accept("DeclareConflict", secretariat(), of_juror(by), {{"entrant", trial.entrant}, {"kind", "interest"}, {"reason", "Rekan usaha."}});
    settlement = {{"juror", by}, {"conflict", std::string(text_of(answer, "id"))}};
  }
  Trial trial;
  std::string id, other, by;
  json::object answer;
  Path settlement;
};

TEST(Conflict, that_one_person_says_of_anothers_submitted_sheet_takes_out_nothing_but_bars_at_once) {
  Doubted doubted;
  EXPECT_EQ(text_of(doubted.answer, "status"), "open");
  EXPECT_EQ(array_of(doubted.answer, "voided").size(), 0U);
  EXPECT_EQ(array_of(doubted.answer, "would_void").size(), 1U);
  EXPECT_TRUE(doubted.trial.last("AssessmentVoided").empty());
  EXPECT_TRUE(doubted.trial.last("ConflictProposed").at("reason").as_object().contains("$sealed"));
  doubted.trial.refuse("conflict_of_interest", "AssignJurors", secretariat(), in_contest, pair(doubted.by, doubted.other));
  doubted.trial.refuse("conflict_open", "DeclareConflict", second_person(), of_juror(doubted.by),
                       {{"entrant", doubted.trial.entrant}, {"kind", "other"}, {"reason", "x"}});
  doubted.trial.refuse("same_person", "SettleConflict", secretariat(), doubted.settlement, {{"confirm", true}});
  doubted.trial.refuse("forbidden", "SettleConflict", juror(doubted.by), doubted.settlement, {{"confirm", false}});
}

TEST(Conflict, that_was_proposed_takes_the_sheet_out_once_another_person_confirms_it) {
  Doubted doubted;
  const auto settled = doubted.trial.accept("SettleConflict", second_person(), doubted.settlement, {{"confirm", true}});
  EXPECT_EQ(text_of(settled, "status"), "declared");
  EXPECT_EQ(array_of(settled, "voided").size(), 1U);
  EXPECT_EQ(text_of(doubted.trial.last("AssessmentVoided"), "juror"), doubted.by);
  EXPECT_EQ(text_of(doubted.trial.last("ConflictDeclared"), "proposed_by"), "key-s");
  doubted.trial.refuse("conflict_of_interest", "AssignJurors", secretariat(), in_contest, pair(doubted.by, doubted.other));
  doubted.trial.refuse("not_found", "SettleConflict", second_person(), doubted.settlement, {{"confirm", true}});
}

TEST(Conflict, that_was_proposed_and_rejected_bars_no_more) {
  Doubted doubted;
  EXPECT_EQ(text_of(doubted.trial.accept("SettleConflict", second_person(), doubted.settlement, {{"confirm", false}}), "status"), "rejected");
  EXPECT_TRUE(doubted.trial.last("AssessmentVoided").empty());
  EXPECT_EQ(integer_of(doubted.trial.accept("AssignJurors", secretariat(), in_contest, pair(doubted.by, doubted.other)), "assigned"), 1);
  doubted.trial.refuse("not_found", "SettleConflict", second_person(), doubted.settlement, {{"confirm", true}});
}

TEST(Conflict, before_there_is_a_sheet_is_one_persons_to_declare) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A"), by = trial.add_juror();
  trial.assign({id}, "screening", by);
  const auto answer = trial.accept("DeclareConflict", secretariat(), of_juror(by), conflict_with(id));
  EXPECT_EQ(text_of(answer, "status"), "declared");
  EXPECT_EQ(text_of(trial.last("AssessmentVoided"), "was"), "not_assessed");
}

TEST(Recusal, by_sheet_bars_the_juror_from_the_proposal_at_every_later_stage) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A"), by = trial.add_juror(), other = trial.add_juror();
  for (const auto& each : {by, other}) trial.assign({id}, "screening", each);
  trial.assign({id}, "interview", by);
  trial.accept("SubmitAssessment", juror(by), sheet(id, by), {{"outcome", "recused"}, {"comment", "Saudara saya."}});
  trial.assess(id, "screening", other, "60");
  const auto declared = trial.last("ConflictDeclared");
  EXPECT_EQ(text_of(declared, "proposal"), id);
  EXPECT_EQ(text_of(declared, "by_sheet"), "screening");
  EXPECT_TRUE(flag_of(declared, "by_juror"));
  EXPECT_EQ(text_of(trial.last("AssessmentVoided"), "stage"), "interview") << "assigned ahead, and taken out";
  trial.decide("screening");
  json::object ahead = pair(by, id);
  ahead["stage"] = "presentation";
  const Rejection refused = trial.refuse("conflict_of_interest", "AssignJurors", secretariat(), in_contest, ahead);
  EXPECT_EQ(text_of(refused.details, "kind"), "declared");
  const json::object decided = trial.last("StageDecided");
  const auto& aside = array_of(members_of(array_of(decided, "results").at(0)), "set_aside");
  EXPECT_EQ(text_of(members_of(aside.at(0)), "outcome"), "recused");
}

TEST(Juror_check, names_the_proposals_that_somebody_could_not_judge_before_they_are_invited) {
  Trial trial;
  trial.open();
  trial.bring_to_desk("A");
  const std::string stranger = trial.add_entrant("Dinas Lain");
  const json::object same = trial.accept("CheckJuror", secretariat(), in_contest, {{"agency", "dinas contoh"}});
  EXPECT_EQ(text_of(array_of(same, "conflicts").at(0).get_object(), "kind"), "same_agency");
  const json::object worked = trial.accept("CheckJuror", secretariat(), in_contest, {{"worked_with", json::array{json::value(trial.entrant)}}});
  EXPECT_EQ(text_of(array_of(worked, "conflicts").at(0).get_object(), "kind"), "worked_together");
  const json::object none = trial.accept("CheckJuror", secretariat(), in_contest, {{"worked_with", json::array{json::value(stranger)}}});
  EXPECT_EQ(text(none), R"({"conflicts":[],"proposals":1})");
}

TEST(Invitation, gives_nothing_to_judge_before_it_is_accepted_and_is_answered_once) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = registered(trial, R"({"invited":true})"), no = registered(trial, R"({"invited":true})");
  trial.refuse("invitation_open", "AssignJurors", secretariat(), in_contest, pair(by, id));
  trial.accept("AnswerInvitation", juror(by), of_juror(by), {{"accept", true}});
  trial.accept("AnswerInvitation", juror(no), of_juror(no), {{"accept", false}, {"note", "Sedang bertugas."}});
  trial.refuse("already_answered", "AnswerInvitation", juror(by), of_juror(by), {{"accept", false}});
  trial.refuse("invitation_declined", "AssignJurors", secretariat(), in_contest, pair(no, id));
  EXPECT_EQ(integer_of(trial.accept("AssignJurors", secretariat(), in_contest, pair(by, id)), "assigned"), 1);
  const std::string seated = trial.add_juror();
  trial.refuse("not_invited", "AnswerInvitation", juror(seated), of_juror(seated), {{"accept", true}});
}

TEST(Composition, of_the_jury_is_asked_for_each_proposal_before_there_is_a_decision) {
  Trial trial;
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  rulebook["stages"].as_array()[0].as_object()["jury"] = json::object{{"at_least", {{"ngo", 1}}}};
  trial.open_with(std::move(rulebook));
  const std::string id = trial.bring_to_desk("A"), by = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.assess(id, "screening", by, "60");
  const Path stage{{"competition", std::string(contest)}, {"stage", "screening"}};
  const Rejection refused = trial.refuse("composition_not_met", "DecideStage", secretariat(), stage, {});
  EXPECT_EQ(text_of(refused.details, "element"), "ngo");
  const std::string ngo = registered(trial, R"({"element":"ngo"})");
  trial.assign({id}, "screening", ngo);
  trial.assess(id, "screening", ngo, "60");
  EXPECT_EQ(integer_of(trial.decide("screening"), "in"), 1);
}

}  // namespace jejak::workflows
