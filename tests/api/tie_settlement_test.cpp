#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Tie_settlement, is_two_routes_for_two_people_and_refused_where_nobody_is_tied) {
  Api api;
  const Town town(api);
  town.proposal("Data Go", "desk");
  const std::string stage = "/v1/competitions/latihan/stages/screening/tie-settlement";
  const Seen no = town.secretariat.post(stage, R"({"in":["x"],"reason":"r"})");
  EXPECT_EQ(no.status, 409U);
  EXPECT_NE(no.body.find("nothing_tied"), std::string::npos) << no.body;
  EXPECT_EQ(town.secretariat.post(stage + "/settlement", R"({"confirm":true})").status, 404U);
  EXPECT_EQ(town.secretariat.post(stage, R"({"in":["x"],"tier":"province","reason":"r"})").status, 404U) << "no such promotion";
  EXPECT_EQ(town.auditor.post(stage, R"({"in":["x"],"reason":"r"})").status, 403U);
}

TEST(An_early_decision, says_so_to_the_entrant_and_in_the_preview_before) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "desk");
  town.judge(id, "screening");
  const std::string stage = "/v1/competitions/latihan/stages/screening";
  EXPECT_EQ(town.secretariat.get(stage + "/decision").at("/warnings/0/code"), "window_open");
  ASSERT_EQ(town.decide("screening").status, 201U);
  const Seen results = town.proposer.get("/v1/proposals/" + id + "/results");
  EXPECT_EQ(results.at("/items/0/decision/early/window_open"), "true");
  EXPECT_EQ(results.at("/items/0/result/place"), "1");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id).at("/results/0/place"), "1");
  EXPECT_EQ(town.secretariat.get(stage + "/minutes.pdf").status, 200U);
}

}  // namespace jejak::tests
