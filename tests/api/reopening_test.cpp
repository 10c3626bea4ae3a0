#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Reopening, takes_decision_results_and_counts_back_and_a_second_decision_stands_in_every_view) {
  Api api;
  const Town town(api);
  const Client second = api.key("secretariat", R"({"organizer":"kota"})");
  const std::string id = town.proposal("Data Go", "presentation");
  const std::string stage = "/v1/competitions/latihan/stages/screening";
  const Seen before = api.public_client().get("/v1/competitions/latihan/funnel");
  ASSERT_EQ(town.secretariat.post(stage + "/reopening", R"({"reason":"Nilai tertukar"})").status, 201U);
  EXPECT_EQ(town.auditor.get(stage + "/decision").at("/reopening/reason"), "Nilai tertukar");
  ASSERT_EQ(second.post(stage + "/reopening/settlement", R"({"confirm":true})").status, 200U);

  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id).at("/state"), "screening.desk");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id).count("/results"), 0U);
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "/results").count("/items"), 0U);
  EXPECT_EQ(town.auditor.get(stage + "/decision").at("/ready"), "true") << "a preview again";
  EXPECT_EQ(api.public_client().get("/v1/competitions/latihan").at("/decided"), "{}");
  const Seen history = town.proposer.get("/v1/proposals/" + id + "/history?limit=200");
  EXPECT_NE(history.body.find("\"ProposalReopened\""), std::string::npos);
  EXPECT_EQ(api.public_client().get("/v1/competitions/latihan/funnel").at("/passed/screening"), "0");

  ASSERT_EQ(town.decide("screening").status, 201U);
  EXPECT_EQ(town.auditor.get(stage + "/decision").at("/round"), "2");
  EXPECT_EQ(town.auditor.get(stage + "/decision").at("/reopened/settled_by").substr(0, 4), "key-");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "/results").count("/items"), 1U);
  const Seen after = api.public_client().get("/v1/competitions/latihan/funnel");
  for (const char* counts : {"/stages", "/states", "/out", "/submitted"}) EXPECT_EQ(after.at(counts), before.at(counts)) << counts;
  EXPECT_EQ(town.secretariat.get(stage + "/minutes.pdf").status, 200U);
  EXPECT_EQ(town.secretariat.get(stage + "/decision/analysis").at("/recount/agrees"), "true");
}

}  // namespace jejak::tests
