#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {
const Path in_contest{{"competition", std::string(contest)}};
}

TEST(Entering_a_proposal, starts_its_machine_at_the_sosialisasi_with_a_number) {
  Trial trial;
  trial.open();
  const auto answer = trial.accept("EnterProposal", proposer(trial.entrant), in_contest,
                                   {{"entrant", trial.entrant}, {"title", "Si Contoh"}, {"category", "tik"}});
  EXPECT_EQ(text_of(answer, "state"), "sosialisasi");
  EXPECT_EQ(integer_of(answer, "number"), 1);
  const auto entered = trial.last("ProposalEntered");
  EXPECT_EQ(text_of(object_of(entered, "state"), "value"), "sosialisasi");
  EXPECT_EQ(text_of(entered, "group"), "umum");
  EXPECT_EQ(trial.types("register-" + std::string(contest)), std::vector<std::string>{"ProposalRegistered"});
}

TEST(Entering_a_proposal, wants_a_title_that_nobody_has_whatever_its_spelling) {
  Trial trial;
  trial.open();
  trial.enter("Data Go!", trial.entrant);
  trial.refuse("title_taken", "EnterProposal", proposer(trial.entrant), in_contest,
               {{"entrant", trial.entrant}, {"title", "DATA  go"}, {"category", "tik"}});
}

TEST(Entering_a_proposal, wants_a_known_category_with_its_elements) {
  Trial trial;
  trial.open();
  const auto refuse = [&](std::string_view rest, std::string_view code = "unknown_category") {
    json::object body{{"entrant", trial.entrant}, {"title", "A"}};
    for (auto& [key, value] : object(rest)) body[key] = value;
    return text(trial.refuse(code, "EnterProposal", proposer(trial.entrant), in_contest, body).details);
  };
  EXPECT_NE(refuse(R"({"category":"lain"})").find("\"/category\""), std::string::npos);
  EXPECT_NE(refuse(R"({"category":"tata-kelola"})").find("at least 1"), std::string::npos);
  EXPECT_NE(refuse(R"({"category":"tata-kelola","elements":["partisipasi","x"]})").find("/elements/1"), std::string::npos);
  EXPECT_NE(refuse(R"({"category":"tik","group":"x"})").find("\"/group\""), std::string::npos);
  EXPECT_NE(refuse(R"({"category":"tik","started_on":"2020-02-30"})", "invalid_body").find("\"/started_on\""),
            std::string::npos);
}

TEST(Entering_a_proposal, is_for_a_kind_of_entrant_that_the_rulebook_admits_and_within_its_quota) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const auto school = trial.accept("RegisterEntrant", secretariat(), {{"organizer", std::string(city)}},
                                   {{"name", "SMP"}, {"kind", "school"}});
  trial.refuse("wrong_kind", "EnterProposal", secretariat(), in_contest,
               {{"entrant", text_of(school, "id")}, {"title", "A"}, {"category", "tik"}});
  for (int i = 0; i < 10; ++i) trial.enter("Inovasi " + std::to_string(i), trial.entrant);
  trial.refuse("quota_reached", "EnterProposal", proposer(trial.entrant), in_contest,
               {{"entrant", trial.entrant}, {"title", "Inovasi 10"}, {"category", "tik"}});
}

TEST(A_proposer, enters_and_sees_the_own_unit_alone) {
  Trial trial;
  trial.open();
  const std::string other = trial.add_entrant("Dinas Lain");
  trial.refuse("forbidden", "EnterProposal", proposer(other), in_contest,
               {{"entrant", trial.entrant}, {"title", "A"}, {"category", "tik"}});
  const std::string id = trial.enter("B", trial.entrant);
  trial.refuse("not_found", "ListTransitions", proposer(other), {{"proposal", id}}, {});
  trial.refuse("not_found", "SendTransition", proposer(other), {{"proposal", id}}, {{"type", "START_DRAFT"}});
  trial.refuse("not_found", "SendTransition", secretariat("another"), {{"proposal", id}}, {{"type", "START_DRAFT"}});
}

TEST(Answers, are_measured_in_words_and_replaced_as_a_whole) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  const Path path{{"proposal", id}};
  std::string many;
  for (int i = 0; i < 201; ++i) many += "kata ";
  const auto no = trial.refuse("answers_too_long", "AnswerProposal", proposer(trial.entrant), path,
                               {{"answers", {{"summary", many}}}});
  EXPECT_NE(text(no.details).find("has 201 words; at most 200"), std::string::npos) << text(no.details);
  trial.refuse("unknown_question", "AnswerProposal", proposer(trial.entrant), path, object(R"({"answers":{"x":"y"}})"));
  const auto part = trial.accept("AnswerProposal", proposer(trial.entrant), path,
                                 object(R"({"answers":{"summary":"satu dua tiga","background":" "}})"), 2);
  EXPECT_EQ(integer_of(object_of(part, "words"), "summary"), 3);
  EXPECT_EQ(text(part.at("missing")), R"(["background","novelty"])");
  trial.refuse("stale_version", "AnswerProposal", proposer(trial.entrant), path, object(R"({"answers":{}})"), 2);
}

TEST(Answers, cannot_be_changed_once_submitted) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const auto no = trial.refuse("not_editable", "AnswerProposal", proposer(trial.entrant), {{"proposal", id}},
                               object(R"({"answers":{}})"));
  EXPECT_EQ(text_of(no.details, "state"), "screening.desk");
}

TEST(A_transition, that_a_guard_refuses_names_the_guard_and_what_is_allowed) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  const auto no = trial.refuse("transition_refused", "SendTransition", proposer(trial.entrant), {{"proposal", id}},
                               {{"type", "SUBMIT"}});
  EXPECT_EQ(text_of(no.details, "guard"), "answers_complete");
  EXPECT_EQ(text(no.details.at("refused_by")),
            R"([{"conditions":[{"message":"context.answers_missing (3) must be equal to 0",)"
            R"("message_id":"context.answers_missing (3) harus sama dengan 0","pointer":""}],)"
            R"("guard":"answers_complete","state":"submission.draft"}])");
  EXPECT_EQ(no.message_id,
            "Penjaga answers_complete tidak meluluskan SUBMIT: context.answers_missing (3) harus sama dengan 0.");
  EXPECT_EQ(text(no.details.at("allowed")), R"(["WITHDRAW"])");
}

TEST(A_transition, is_refused_by_state_role_form_and_name_each_in_its_own_way) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  const Path path{{"proposal", id}};
  trial.refuse("transition_refused", "SendTransition", secretariat(), path, {{"type", "RECEIVE"}});
  trial.refuse("forbidden", "SendTransition", proposer(trial.entrant), path, {{"type", "RECEIVE"}});
  trial.refuse("forbidden", "SendTransition", secretariat(), path, {{"type", "SHORTLIST"}});
  trial.refuse("unknown_event", "SendTransition", secretariat(), path, {{"type", "FLY"}});
  const auto no = trial.refuse("invalid_form", "SendTransition", proposer(trial.entrant), path,
                               object(R"({"type":"WITHDRAW","data":{"because":1}})"));
  const std::string errors = text(no.details.at("errors"));
  EXPECT_NE(errors.find("\"/data/reason\""), errors.npos) << errors;
  EXPECT_NE(errors.find("\"/data/because\""), errors.npos) << errors;
  trial.refuse("stale_version", "SendTransition", proposer(trial.entrant), path, {{"type", "START_DRAFT"}}, 7);
  trial.refuse("not_found", "SendTransition", secretariat(), {{"proposal", "nobody"}}, {{"type", "RECEIVE"}});
}

TEST(A_transition, outside_its_window_is_told_both_instants) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.at("2022-07-01T00:00:00+07:00");
  const auto no = trial.refuse("window_closed", "SendTransition", proposer(trial.entrant), {{"proposal", id}},
                               {{"type", "SUBMIT"}});
  EXPECT_EQ(text_of(no.details, "window"), "submission");
  EXPECT_EQ(text_of(no.details, "closes"), "2022-06-30T16:59:59.000000Z");
}

TEST(The_list_of_transitions, says_of_each_what_stands_in_its_way) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  const auto list = trial.accept("ListTransitions", proposer(trial.entrant), {{"proposal", id}}, {});
  EXPECT_EQ(text(list.at("allowed")), R"(["WITHDRAW"])");
  EXPECT_EQ(integer_of(list, "stream_version"), 2);
  std::string all;
  for (const auto& value : list.at("transitions").as_array()) {
    const auto& transition = value.as_object();
    all += std::string(text_of(transition, "type")) + " " +
           std::string(text_of(object_of(transition, "blocked_by"), "code")) + "\n";
  }
  EXPECT_EQ(all, "SUBMIT transition_refused\nDISQUALIFY forbidden\nWITHDRAW \n");
}

TEST(A_proposal, can_be_returned_for_revision_only_so_often) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}},
               object(R"({"answers":{"summary":"a","background":"b","novelty":"c"}})"));
  for (int i = 0; i < 2; ++i) {
    trial.send(id, proposer(trial.entrant), "SUBMIT");
    trial.send(id, secretariat(), "RETURN_FOR_REVISION", R"({"reason":"Kurang data."})");
    EXPECT_EQ(trial.state_of(id), "submission.returned");
  }
  trial.send(id, proposer(trial.entrant), "SUBMIT");
  const auto no = trial.refuse("transition_refused", "SendTransition", secretariat(), {{"proposal", id}},
                               object(R"({"type":"RETURN_FOR_REVISION","data":{"reason":"Lagi."}})"));
  EXPECT_EQ(text_of(no.details, "guard"), "revisions_left");
}

TEST(A_proposal, is_checked_side_by_side_and_goes_on_when_both_checks_pass) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("A", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}},
               object(R"({"answers":{"summary":"a","background":"b","novelty":"c"}})"));
  trial.send(id, proposer(trial.entrant), "SUBMIT");
  trial.send(id, secretariat(), "RECEIVE");
  const auto failed = trial.send(id, secretariat(), "CHECK_DOCUMENTS",
      R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":false}})");
  EXPECT_EQ(text(failed.at("state")), R"({"screening":{"checks":{"administrative":"pending","documents":"failed"}}})");
  trial.send(id, secretariat(), "CHECK_ADMINISTRATIVE",
             R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
  EXPECT_EQ(trial.state_of(id), "screening.checks");
  trial.send(id, secretariat(), "CHECK_DOCUMENTS",
      R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
  EXPECT_EQ(trial.state_of(id), "screening.desk");
}

TEST(A_proposal, that_is_withdrawn_or_disqualified_is_done_and_says_why) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const auto gone = trial.send(id, secretariat(), "DISQUALIFY", R"({"reason":"Data palsu."})");
  EXPECT_TRUE(flag_of(gone, "done"));
  EXPECT_EQ(text_of(trial.last("TransitionTaken"), "to"), "disqualified");
  EXPECT_EQ(text_of(object_of(trial.last("TransitionTaken"), "data"), "reason"), "Data palsu.");
  trial.refuse("transition_refused", "SendTransition", secretariat(), {{"proposal", id}},
               object(R"({"type":"WITHDRAW","data":{"reason":"x"}})"));
}

}  // namespace jejak::workflows
