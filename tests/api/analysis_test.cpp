#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

constexpr std::string_view analysis = "/v1/competitions/kota-magelang-2022/stages/screening/decision/analysis";

}  // namespace

TEST(Analysis, of_the_sample_counts_the_decision_again_and_says_how_far_jurors_agree_and_places_hang_on_the_rules) {
  Api api;
  api.load_sample();
  const Client auditor = api.key("auditor");
  const Seen answer = auditor.get(analysis);
  ASSERT_EQ(answer.status, 200U) << answer.body;
  EXPECT_EQ(answer.at("/recount/agrees"), "true") << answer.at("/recount/differs");
  EXPECT_NE(answer.at("/agreement/alpha"), "null");
  EXPECT_GE(answer.count("/agreement/jurors"), 3U);
  // Five criteria up and down, equal weights, three jurors, two normalisations, one aggregate.
  EXPECT_EQ(answer.count("/sensitivity/scenarios"), 17U) << answer.body;
  EXPECT_EQ(auditor.get(analysis, {{"If-None-Match", answer.etag}}).status, 304U);
}

TEST(Analysis, is_for_who_may_see_decisions_and_there_once_one_is_made) {
  Api api;
  api.load_sample();
  const Town town(api);
  EXPECT_EQ(api.public_client().get(analysis).status, 401U);
  EXPECT_EQ(town.secretariat.get(analysis).status, 404U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/stages/screening/decision/analysis").status, 404U);
}

TEST(Score_path, of_the_own_proposal_is_its_entrants_to_read_once_the_stage_is_decided) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Data Go", "desk"), results = "/v1/proposals/" + id + "/results";
  town.judge(id, "screening");
  EXPECT_EQ(town.proposer.get(results).count("/items"), 0U);
  ASSERT_EQ(town.decide("screening").status, 201U);
  const Seen path = town.proposer.get(results);
  EXPECT_EQ(path.at("/items/0/result/outcome"), "in") << path.body;
  EXPECT_NE(path.at("/items/0/result/sheets/0/value"), "(nothing)");
  EXPECT_EQ(path.at("/items/0/decision/method/normalisation"), "none");
  EXPECT_EQ(other.proposer.get(results).count("/items"), 0U);
  EXPECT_EQ(town.juror.get(results).status, 403U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/stages/screening/decision?proposal=" + id).at("/results/0/proposal"), id);
}

}  // namespace jejak::tests
