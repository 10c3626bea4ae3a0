// The administrative checks and the documents are the rulebook's; the machine goes by how many are not in order.
#include <gtest/gtest.h>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

json::object practice() {
  json::object document = shipped_document("rulebooks", "practice")->get_object();
  document["id"] = "practice-own";
  return document;
}

json::object with_lists() {
  json::object document = practice();
  document["groups"] = *parse_json(R"([{"key":"umum","title":{"id":"U","en":"G"}},{"key":"replikasi","title":{"id":"R","en":"R"}}])");
  document["checks"] = object(R"({"event":"CHECK_ADMINISTRATIVE","list":[{"key":"old_enough","title":{"id":"U","en":"Age"}},
    {"key":"has_video","title":{"id":"V","en":"Video"}},{"key":"has_origin","title":{"id":"A","en":"Origin"},"groups":["replikasi"]}]})");
  document["documents"] = *parse_json(R"([{"key":"decree","title":{"id":"K","en":"Decree"},"attachment":"sk.pdf"},{"key":"letter","title":{"id":"S","en":"Letter"}}])");
  return document;
}

struct Season {
  Trial trial;
  std::string id;

  explicit Season(json::object rulebook) { trial.open_with(std::move(rulebook)); }
  explicit Season(std::string_view rulebook) { trial.open(rulebook); }

  void draft() {
    id = trial.enter("Data Go", trial.entrant);
    trial.send(id, proposer(trial.entrant), "START_DRAFT");
    const json::object answers{{"summary", "Ringkas."}, {"background", "Latar."}, {"novelty", "Baru."}};
    trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}}, {{"answers", answers}}, 2);
  }
  void receive() {
    trial.send(id, proposer(trial.entrant), "SUBMIT");
    trial.send(id, secretariat(), "RECEIVE");
  }
  void attach(std::string_view name) {
    trial.accept("AddAttachment", proposer(trial.entrant), {{"proposal", id}, {"name", std::string(name)}},
                 {{"media_type", "application/pdf"}, {"extension", "pdf"}, {"bytes", 10}, {"sha256", std::string(64, 'a')}, {"box", std::string(64, 'b')}});
  }
  json::object body(std::string_view type, std::string_view ticks) const {
    json::object data{{"ticks", object(ticks)}};
    return {{"type", type}, {"data", std::move(data)}};
  }
  json::object tick(std::string_view type, std::string_view ticks) { return trial.accept("SendTransition", secretariat(), {{"proposal", id}}, body(type, ticks)); }
  Rejection refuse(std::string_view code, std::string_view type, std::string_view ticks) {
    return trial.refuse(code, "SendTransition", secretariat(), {{"proposal", id}}, body(type, ticks));
  }
  json::value regions() { return trial.accept("ListTransitions", secretariat(), {{"proposal", id}}, {}).at("state_value"); }
};

std::string errors_of(const Rejection& rejection) {
  std::string text;
  for (const auto& error : array_of(rejection.details, "errors"))
    text += std::string(text_of(error.get_object(), "pointer")) + ": " + std::string(text_of(error.get_object(), "message")) + "\n";
  return text;
}

}  // namespace

TEST(A_tick_list, is_the_rulebooks_for_the_proposals_group) {
  Season season(with_lists());
  season.draft();
  season.receive();
  EXPECT_EQ(errors_of(season.refuse("invalid_form", "CHECK_ADMINISTRATIVE", R"({"old_enough":true,"has_origin":true})")),
            "/data/ticks/has_video: is required\n/data/ticks/has_origin: is not a tick here: there are old_enough, has_video\n");
  season.tick("CHECK_ADMINISTRATIVE", R"({"old_enough":true,"has_video":false})");
  EXPECT_EQ(integer_of(object_of(season.trial.last("TransitionTaken"), "data"), "failed"), 1);
  EXPECT_EQ(text(season.regions().at("screening").at("checks").at("administrative")), "\"failed\"");
  season.tick("CHECK_ADMINISTRATIVE", R"({"old_enough":true,"has_video":true})");
  EXPECT_EQ(text(season.regions().at("screening").at("checks").at("administrative")), "\"passed\"");
}

TEST(A_tick_list, counts_by_itself_what_is_not_in_order) {
  Season season(with_lists());
  season.draft();
  season.receive();
  json::object body = season.body("CHECK_ADMINISTRATIVE", R"({"old_enough":false,"has_video":false})");
  body["data"].as_object()["failed"] = 0;
  const auto refused = season.trial.refuse("invalid_form", "SendTransition", secretariat(), {{"proposal", season.id}}, body);
  EXPECT_EQ(errors_of(refused), "/data/failed: is counted by the program, and comes to 2: leave it out\n");
  body["data"].as_object()["failed"] = 2;
  season.trial.accept("SendTransition", secretariat(), {{"proposal", season.id}}, body);
}

TEST(A_document, is_not_ticked_before_its_file_is_attached) {
  Season season(with_lists());
  season.draft();
  season.receive();
  const auto refused = season.refuse("check_contradicted", "CHECK_DOCUMENTS", R"({"decree":true,"letter":true})");
  const auto& line = array_of(refused.details, "checks").at(0).get_object();
  EXPECT_EQ(text_of(line, "pointer"), "/data/ticks/decree");
  EXPECT_EQ(text_of(line, "code"), "not_attached");
  EXPECT_EQ(text_of(line, "attachment"), "sk.pdf");
  season.tick("CHECK_DOCUMENTS", R"({"decree":false,"letter":true})");
  EXPECT_EQ(text(season.regions().at("screening").at("checks").at("documents")), "\"failed\"");

  Season complete(with_lists());
  complete.draft();
  complete.attach("sk.pdf");
  complete.receive();
  complete.tick("CHECK_ADMINISTRATIVE", R"({"old_enough":true,"has_video":true})");
  complete.tick("CHECK_DOCUMENTS", R"({"decree":true,"letter":true})");
  EXPECT_EQ(complete.trial.state_of(complete.id), "screening.desk");
}

TEST(The_checks_of_a_proposal, are_those_of_its_group_and_show_the_documents_with_their_files) {
  Season season(with_lists());
  season.draft();
  season.attach("sk.pdf");
  const auto told = season.trial.accept("ListChecks", secretariat(), {{"proposal", season.id}}, {});
  EXPECT_EQ(text_of(told, "event"), "CHECK_ADMINISTRATIVE");
  EXPECT_EQ(text_of(told, "documents_event"), "CHECK_DOCUMENTS");
  ASSERT_EQ(array_of(told, "checks").size(), 2U);
  EXPECT_EQ(text_of(array_of(told, "checks")[1].as_object(), "key"), "has_video");
  EXPECT_EQ(text(array_of(told, "documents")),
            R"([{"attached":true,"attachment":"sk.pdf","key":"decree","title":{"en":"Decree","id":"K"}},)"
            R"({"attached":null,"attachment":null,"key":"letter","title":{"en":"Letter","id":"S"}}])");
}

TEST(A_form_with_ticks, is_told_as_the_rulebook_fills_it) {
  Season season(with_lists());
  season.draft();
  season.receive();
  const auto told = season.trial.accept("ListTransitions", secretariat(), {{"proposal", season.id}}, {});
  for (const auto& transition : array_of(told, "transitions")) {
    if (text_of(transition.get_object(), "type") != "CHECK_ADMINISTRATIVE") continue;
    const json::value& ticks = transition.at("form").at("properties").at("ticks");
    EXPECT_EQ(text(ticks.at("required")), R"(["old_enough","has_video"])");
    EXPECT_EQ(ticks.at("additionalProperties"), json::value(false));
    return;
  }
  ADD_FAILURE() << text(told);
}

TEST(A_rulebook_without_lists, has_the_three_checks_and_the_three_documents_that_all_had) {
  Season season("practice");
  season.draft();
  season.receive();
  EXPECT_EQ(errors_of(season.refuse("invalid_form", "CHECK_DOCUMENTS", R"({"decree":true})")),
            "/data/ticks/originator_decree: is required\n/data/ticks/implementation_statement: is required\n/data/ticks/replication_statement: is required\n"
            "/data/ticks/decree: is not a tick here: there are originator_decree, implementation_statement, replication_statement\n");
  const auto told = season.trial.accept("ListChecks", secretariat(), {{"proposal", season.id}}, {});
  EXPECT_EQ(array_of(told, "checks").size(), 3U);
  EXPECT_EQ(array_of(told, "documents").size(), 3U);
}

TEST(A_machine_pinned_before_ticks_were_the_rulebooks, goes_on_by_the_ticks_of_its_own_form) {
  json::object machine = shipped_document("definitions", "kipp")->get_object();
  machine["version"] = "1";
  machine["guards"].as_object()["administrative_in_order"] = object(R"({"and":[{"var":"context.administrative.old_enough"},{"var":"context.administrative.not_barred"}]})");
  machine["actions"].as_object()["note_administrative"] = object(R"({"assign":{"administrative":{"var":"event.data.ticks"}}})");
  machine["forms"].as_object()["CHECK_ADMINISTRATIVE"] = object(R"({"type":"object","additionalProperties":false,"required":["ticks"],"properties":{
    "ticks":{"type":"object","additionalProperties":false,"required":["old_enough","not_barred"],"properties":{"old_enough":{"type":"boolean"},"not_barred":{"type":"boolean"}}}}})");
  Trial trial;
  trial.at("2022-06-01T02:00:00Z");
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", city}, {"name", "Bappeda"}, {"region", "Kota Contoh"}});
  trial.accept("OpenCompetition", secretariat(), {},
               {{"id", contest}, {"organizer", city}, {"title", "K"}, {"year", 2022}, {"rulebook", "practice"}, {"definition_document", machine}});
  trial.entrant = trial.add_entrant("Dinas Contoh");
  const std::string id = trial.enter("Data Go", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  trial.accept("AnswerProposal", proposer(trial.entrant), {{"proposal", id}},
               {{"answers", {{"summary", "Ringkas."}, {"background", "Latar."}, {"novelty", "Baru."}}}}, 2);
  trial.send(id, proposer(trial.entrant), "SUBMIT");
  trial.send(id, secretariat(), "RECEIVE");
  trial.refuse("invalid_form", "SendTransition", secretariat(), {{"proposal", id}}, object(R"({"type":"CHECK_ADMINISTRATIVE","data":{"ticks":{"old_enough":true}}})"));
  trial.send(id, secretariat(), "CHECK_ADMINISTRATIVE", R"({"ticks":{"old_enough":true,"not_barred":true}})");
  EXPECT_FALSE(object_of(trial.last("TransitionTaken"), "data").contains("failed")) << "what it records stays as it was";
  trial.send(id, secretariat(), "CHECK_DOCUMENTS",
             R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
  EXPECT_EQ(trial.state_of(id), "screening.desk");
}

TEST(Failing_the_administration, is_not_selected_with_the_reason_and_not_disqualified) {
  Season season("kota-magelang-2022");
  season.id = season.trial.enter("Data Go", season.trial.entrant);
  season.trial.send(season.id, proposer(season.trial.entrant), "START_DRAFT");
  json::object answers{{"summary", "R."}, {"background", "L."}, {"novelty", "B."}, {"implementation", "J."}, {"significance", "N."}};
  season.trial.accept("AnswerProposal", proposer(season.trial.entrant), {{"proposal", season.id}}, {{"answers", answers}}, 2);
  season.receive();
  season.trial.refuse("invalid_form", "SendTransition", secretariat(), {{"proposal", season.id}}, object(R"({"type":"FAIL_ADMINISTRATION"})"));
  season.trial.send(season.id, secretariat(), "FAIL_ADMINISTRATION", R"({"reason":"Berkas tidak lengkap."})");
  EXPECT_EQ(season.trial.state_of(season.id), "not_selected.announced");
  season.trial.send(season.id, proposer(season.trial.entrant), "OBJECT", R"({"reason":"Berkas ada."})");
  season.trial.send(season.id, secretariat(), "ANSWER_OBJECTION", R"({"upheld":true,"reason":"Benar, berkas ada."})");
  EXPECT_EQ(season.trial.state_of(season.id), "screening.checks") << "checked again from the beginning";
}

}  // namespace jejak::workflows
