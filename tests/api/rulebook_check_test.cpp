// A rulebook is tried before a competition is opened under it, by anybody, and the machines that it may name can be read.
#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "tests/api/api_under_test.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tests {
namespace {

json::object magelang() { return workflows::shipped_document("rulebooks", "kota-magelang-2022")->as_object(); }

std::string body_of(json::object rulebook, int year = 2022) {
  return canonical_json(json::object{{"rulebook_document", std::move(rulebook)}, {"year", year}});
}

TEST(Checking_a_rulebook, finds_nothing_in_a_shipped_one_and_opens_nothing) {
  Api api;
  const Client everybody = api.public_client();
  const Seen checked = everybody.post("/v1/rulebooks/check", body_of(magelang()));
  EXPECT_EQ(checked.status, 200U) << checked.body;
  EXPECT_EQ(checked.body, R"({"errors":[],"warnings":[]})");
  EXPECT_EQ(everybody.get("/v1/competitions").at("/items"), "[]");
}

TEST(Checking_a_rulebook, tells_errors_and_warnings_together) {
  Api api;
  const Client everybody = api.public_client();
  json::object rulebook = magelang();
  json::object& stage = rulebook["stages"].as_array()[0].as_object();
  stage["in_event"] = "SELECT";
  stage["passing_grade"] = "101";
  const Seen checked = everybody.post("/v1/rulebooks/check", body_of(rulebook, 2030));
  EXPECT_EQ(checked.status, 200U) << checked.body;
  EXPECT_EQ(checked.at("/errors/0/pointer"), "/rulebook_document/stages/0/in_event");
  EXPECT_NE(checked.at("/errors/0/message_id"), "");
  EXPECT_EQ(checked.at("/warnings/0/code"), "passing_grade_out_of_range");
  EXPECT_EQ(checked.at("/warnings/1/code"), "other_year");
  EXPECT_EQ(everybody.post("/v1/rulebooks/check", "{}").status, 422U);
}

TEST(Opening_a_competition, answers_with_what_is_doubtful_in_its_rulebook) {
  Api api;
  Town town(api);
  json::object body{{"id", "ragu"}, {"organizer", "kota"}, {"title", "Ragu"}, {"year", 2030}, {"rulebook_document", magelang()}};
  const Seen opened = town.secretariat.post("/v1/competitions", canonical_json(body));
  EXPECT_EQ(opened.status, 201U) << opened.body;
  EXPECT_EQ(opened.at("/warnings/0/code"), "other_year");
  EXPECT_EQ(opened.at("/warnings/0/pointer"), "/rulebook_document/year");
}

TEST(A_shipped_machine, is_read_by_its_id_like_an_uploaded_one) {
  Api api;
  const Client everybody = api.public_client();
  const Seen machine = everybody.get("/v1/definitions/kipp-lapangan");
  EXPECT_EQ(machine.status, 200U) << machine.body;
  EXPECT_EQ(machine.at("/shipped"), "true");
  EXPECT_EQ(machine.at("/latest"), "1");
  const Seen version = everybody.get("/v1/definitions/kipp-lapangan/versions/" + machine.at("/latest"));
  EXPECT_EQ(version.at("/hash"), machine.at("/versions/0/hash"));
  EXPECT_EQ(version.at("/document/machine/states/visit/initial"), "invited");
  EXPECT_EQ(everybody.get("/v1/definitions/tidak-ada").status, 404U);
}

}  // namespace
}  // namespace jejak::tests
