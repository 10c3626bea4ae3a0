// What a new rulebook may not say since it could never work; what was pinned before is read all the same.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/rulebook_impossible.hpp"
#include "workflows/rulebook_lint.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

json::object magelang() { return shipped_document("rulebooks", "kota-magelang-2022")->get_object(); }
json::object& stage(json::object& document, std::size_t index) { return document["stages"].as_array()[index].as_object(); }

std::string impossible(const json::object& document) {
  const auto rulebook = parse_rulebook(document);
  EXPECT_TRUE(rulebook) << "a rulebook that was pinned must stay readable: " << (rulebook ? "" : rulebook.error().front().pointer);
  if (!rulebook) return {};
  std::string text;
  for (const Fault& fault : impossible_in(**rulebook)) {
    EXPECT_FALSE(fault.message_id.empty()) << fault.pointer;
    text += fault.pointer + "\n";
  }
  return text;
}

std::vector<std::string> doubts(const json::object& document) {
  std::vector<std::string> codes;
  const auto rulebook = parse_rulebook(document);
  EXPECT_TRUE(rulebook);
  if (!rulebook) return codes;
  for (const Doubt& doubt : lint(**rulebook)) codes.push_back(doubt.code + " " + doubt.pointer);
  return codes;
}

void shortlist(json::object& document, std::string_view constraints) {
  json::object& first = stage(document, 0);
  first["decision"] = json::object{{"shortlist", *parse_json(constraints)}};
  first["tie"].as_object()["then"] = "stop";
}

bool has(const std::vector<std::string>& all, std::string_view one) { return std::ranges::find(all, one) != all.end(); }

}  // namespace

TEST(Shipped_rulebooks, are_neither_impossible_nor_doubtful) {
  for (const auto& id : shipped_ids("rulebooks")) {
    const json::object document = shipped_document("rulebooks", id)->get_object();
    EXPECT_EQ(impossible(document), "") << id;
    for (const std::string& doubt : doubts(document)) ADD_FAILURE() << id << " " << doubt;
  }
}

TEST(A_new_rulebook, names_kinds_that_can_be_registered_and_each_group_once) {
  json::object document = magelang();
  document["entrant_kinds"].as_array().emplace_back("martian");
  document["groups"] = *parse_json(R"([{"key":"umum","title":{"id":"U","en":"G"}},{"key":"umum","title":{"id":"U","en":"G"}}])");
  document["id"] = "Kota Magelang!";
  EXPECT_EQ(impossible(document), "/id\n/entrant_kinds/2\n/groups/1/key\n");
}

TEST(A_new_rulebook, has_titles_in_both_languages) {
  json::object document = magelang();
  document["title"] = json::object();
  stage(document, 1)["title"] = object(R"({"id":5,"en":" "})");
  EXPECT_EQ(impossible(document), "/title/id\n/title/en\n/stages/1/title/id\n/stages/1/title/en\n");
}

TEST(A_new_rulebook, says_how_old_an_innovation_must_be_for_every_group) {
  json::object document = magelang();
  const auto with = [&](std::string_view years) {
    document["groups"] = *parse_json(R"([{"key":"umum","title":{"id":"U","en":"G"}},{"key":"replikasi","title":{"id":"R","en":"R"}}])");
    document["checks"] = object(R"({"event":"CHECK_ADMINISTRATIVE","list":[{"key":"old_enough","title":{"id":"U","en":"A"},"computes":"age","counted_back_from":"entry")" +
                                std::string(years) + "}]}");
    return impossible(document);
  };
  EXPECT_EQ(with(""), "/checks/list/0/years\n");
  EXPECT_EQ(with(R"(,"years_by_group":{"umum":2})"), "/checks/list/0/years\n");
  EXPECT_EQ(with(R"(,"years_by_group":{"umum":2,"replikasi":1})"), "");
  EXPECT_EQ(with(R"(,"years":2)"), "");
}

TEST(A_new_rulebook, leaves_time_for_the_objections_that_it_allows) {
  json::object document = magelang();
  document["objection_window"] = "P0D";
  EXPECT_EQ(impossible(document), "/objection_window\n");
  document["objections_max"] = 0;
  EXPECT_EQ(impossible(document), "");
}

TEST(A_new_rulebook, has_steps_that_come_to_the_highest_score) {
  json::object document = magelang();
  stage(document, 0)["score"].as_object()["step"] = "7";
  EXPECT_EQ(impossible(document), "/stages/0/score/step\n");
  stage(document, 0)["score"].as_object()["step"] = "0.25";
  EXPECT_EQ(impossible(document), "");
}

TEST(A_new_rulebook, asks_for_no_list_that_nobody_could_draw_up) {
  json::object document = magelang();
  shortlist(document, R"([{"name":"a","of":"region","values":["R1"],"at_least":4},{"name":"b","of":"region","values":["R2"],"at_least":4},
                          {"name":"c","of":"category","values":["tik"],"at_most":2}])");
  EXPECT_EQ(impossible(document), "/stages/0/decision/shortlist\n");
  const auto rulebook = parse_rulebook(document).value();
  EXPECT_NE(impossible_in(*rulebook).front().message.find("\"a\", \"b\""), std::string::npos) << "c has no part in it";
  shortlist(document, R"([{"name":"a","of":"category","values":["tik"],"at_least":3},{"name":"b","of":"category","values":["tik","pelayanan-langsung"],"at_most":2}])");
  EXPECT_EQ(impossible(document), "/stages/0/decision/shortlist\n") << "values that two constraints share";
  shortlist(document, R"([{"name":"a","of":"region","values":["R1"],"at_least":4},{"name":"b","of":"entrant_kind","values":["BUMD"],"at_least":4}])");
  EXPECT_EQ(impossible(document), "") << "one proposal can count for both";
}

TEST(The_linter, warns_of_constraints_that_leave_places_empty) {
  json::object document = magelang();
  shortlist(document, R"([{"name":"a","of":"entrant_kind","values":["OPD"],"at_most":2},{"name":"b","of":"entrant_kind","values":["BUMD"],"at_most":2}])");
  EXPECT_EQ(impossible(document), "");
  EXPECT_TRUE(has(doubts(document), "quotas_under_places /stages/0/decision/shortlist"));
}

TEST(The_linter, warns_of_stages_that_do_not_follow_one_another) {
  json::object document = magelang();
  json::array& windows = document["windows"].as_array();
  windows[5].as_object()["governs"] = json::array{"RECORD_INTERVIEW"};
  windows[3].as_object()["opens"] = windows[2].as_object()["opens"];
  windows[3].as_object()["closes"] = "2022-06-01T23:59:59+07:00";
  stage(document, 2)["top"] = json::object{{"count", 5}};
  const auto all = doubts(document);
  EXPECT_TRUE(has(all, "stage_without_window /stages/2"));
  EXPECT_TRUE(has(all, "assessed_before_entry_closes /stages/0"));
  EXPECT_TRUE(has(all, "top_over_stage_before /stages/2/top/count"));
  EXPECT_EQ(all.size(), 3U);
}

TEST(The_linter, warns_of_a_passing_grade_beside_a_normalisation) {
  json::object document = magelang();
  stage(document, 0)["passing_grade"] = "60";
  EXPECT_FALSE(has(doubts(document), "passing_grade_before_normalisation /stages/0/passing_grade"));
  stage(document, 0)["decision"] = object(R"({"normalisation":"z_score"})");
  EXPECT_TRUE(has(doubts(document), "passing_grade_before_normalisation /stages/0/passing_grade"));
}

TEST(Opening_a_competition, is_refused_for_what_can_never_work_and_answers_what_is_doubtful) {
  Trial trial;
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", city}, {"name", "Bappeda"}, {"region", "Kota Contoh"}});
  json::object document = magelang();
  document["entrant_kinds"] = json::array{"martian"};
  json::object body{{"id", contest}, {"organizer", city}, {"title", "K"}, {"year", 2030}, {"rulebook_document", document}};
  const auto refused = trial.refuse("invalid_rulebook", "OpenCompetition", secretariat(), {}, body);
  EXPECT_EQ(text_of(array_of(refused.details, "errors").at(0).as_object(), "pointer"), "/rulebook_document/entrant_kinds/0");
  body["rulebook_document"] = magelang();
  const auto opened = trial.accept("OpenCompetition", secretariat(), {}, body);
  ASSERT_EQ(array_of(opened, "warnings").size(), 1U) << text(opened);
  EXPECT_EQ(text_of(array_of(opened, "warnings")[0].as_object(), "code"), "other_year");
}

TEST(A_rulebook_that_was_pinned_before, can_be_done_again_whatever_is_found_wrong_with_it_now) {
  Trial trial;
  trial.accept("RegisterOrganizer", admin(), {}, {{"id", city}, {"name", "Bappeda"}, {"region", "Kota Contoh"}});
  json::object document = magelang();
  document["entrant_kinds"] = json::array{"martian"};
  stage(document, 0)["in_event"] = "SELECT";
  const json::object body{{"id", contest}, {"organizer", city}, {"title", "K"}, {"year", 2022}, {"rulebook_document", document}};
  trial.refuse("invalid_rulebook", "OpenCompetition", secretariat(), {}, body);
  trial.accept("OpenCompetition", console(), {}, body);
}

}  // namespace jejak::workflows
