#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

std::string plan(const Town& town, const std::string& more) {
  return R"({"panel":[{"juror":")" + town.juror_id + R"("},{"juror":")" + town.other_juror_id + R"("}],"per_proposal":1)" + more + "}";
}

constexpr std::string_view plans = "/v1/competitions/latihan/stages/screening/assignment-plans";

TEST(Assignment_plan, is_previewed_without_a_trace_and_recorded_with_its_seed) {
  Api api;
  const Town town(api);
  for (const char* title : {"Satu", "Dua", "Tiga", "Empat"}) town.proposal(title, "submitted");
  std::vector<std::string> desk;
  for (const char* title : {"A", "B", "C", "D"}) {
    const std::string id = town.proposal(title, "submitted");
    town.transition(town.secretariat, id, "RECEIVE");
    town.transition(town.secretariat, id, "CHECK_ADMINISTRATIVE", R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
    town.transition(town.secretariat, id, "CHECK_DOCUMENTS",
                    R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
    desk.push_back(id);
  }
  const Position before = api.log.head().size;
  const Seen preview = town.secretariat.post(plans, plan(town, R"(,"seed":7,"preview":true)"));
  EXPECT_TRUE(preview.status == 200U || preview.status == 201U) << preview.body;
  EXPECT_EQ(preview.at("/assigned"), "4");
  EXPECT_EQ(preview.at("/loads/0/proposals"), "2");
  EXPECT_EQ(preview.at("/loads/1/proposals"), "2");
  EXPECT_EQ(api.log.head().size, before);
  const Seen again = town.secretariat.post(plans, plan(town, R"(,"seed":7,"preview":true)"));
  EXPECT_EQ(again.at("/pairs"), preview.at("/pairs"));
  const Seen done = town.secretariat.post(plans, plan(town, R"(,"seed":7)"));
  EXPECT_EQ(done.status, 201U) << done.body;
  EXPECT_EQ(api.log.head().size, before + 5);
  const Seen kept = town.secretariat.get("/v1/competitions/latihan/assignment-plans");
  EXPECT_EQ(kept.at("/items/0/seed"), "7");
  EXPECT_EQ(kept.at("/items/0/assigned"), "4");
  EXPECT_EQ(town.juror.get("/v1/competitions/latihan/assignments").count("/items"), 2U);
  const Seen settled = town.secretariat.post(plans, plan(town, R"(,"seed":8)"));
  EXPECT_EQ(settled.at("/assigned"), "0") << settled.body;
  EXPECT_EQ(api.log.head().size, before + 5);
}

TEST(Assignment_plan, that_cannot_be_made_names_who_is_short_and_who_is_full) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("A", "desk");
  const Seen refused = town.secretariat.post(plans, plan(town, R"(,"at_least":{"media":1})"));
  EXPECT_EQ(refused.status, 409U) << refused.body;
  EXPECT_EQ(refused.at("/code"), "assignment_impossible");
  EXPECT_EQ(refused.at("/starved/0"), id);
  EXPECT_EQ(town.juror.post(plans, plan(town, "")).status, 403U);
  EXPECT_EQ(town.secretariat.post(plans, R"({"per_proposal":1,"panel":[{"juror":"x"}]})").status, 404U);
  const Seen twice = town.secretariat.post(
      plans, R"({"per_proposal":1,"panel":[{"juror":")" + town.juror_id + R"("},{"juror":")" + town.juror_id + R"("}]})");
  EXPECT_EQ(twice.status, 422U);
  EXPECT_EQ(twice.at("/errors/0/pointer"), "/panel/1/juror");
}

}  // namespace
}  // namespace jejak::tests
