#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

struct Desk {
  Desk() : town(api), id(town.proposal("Data Go", "desk")) {
    for (const std::string& by : {town.juror_id, town.other_juror_id})
      town.secretariat.post("/v1/competitions/latihan/assignments",
                            R"({"stage":"screening","pairs":[{"juror":")" + by + R"(","proposals":[")" + id + R"("]}]})");
    sheet = "/v1/proposals/" + id + "/assessments/screening/" + town.juror_id;
  }

  Api api;
  Town town;
  std::string id, sheet;
};

}  // namespace

TEST(Draft, keeps_half_a_sheet_for_its_juror_until_the_whole_is_submitted) {
  Desk desk;
  const Seen saved = desk.town.juror.put(desk.sheet + "/draft", R"({"scores":{"novelty":80},"comment":"Perlu bukti."})");
  ASSERT_EQ(saved.status, 200U) << saved.body;
  EXPECT_EQ(saved.count("/missing"), 4U);
  const Seen draft = desk.town.juror.get(desk.sheet + "/draft");
  EXPECT_EQ(draft.at("/draft/scores/novelty"), "80") << draft.body;
  EXPECT_EQ(draft.at("/draft/comment"), "Perlu bukti.");
  ASSERT_EQ(desk.town.juror.put(desk.sheet, R"({"scores":{"novelty":80,"effectiveness":80,"usefulness":80,"replicability":80,"sustainability":80}})").status, 201U);
  EXPECT_EQ(desk.town.juror.get(desk.sheet + "/draft").status, 404U);
  const Seen late = desk.town.juror.put(desk.sheet + "/draft", R"({"scores":{"novelty":90}})");
  EXPECT_EQ(late.status, 409U);
  EXPECT_EQ(late.at("/code"), "already_assessed");
}

TEST(Draft, is_seen_by_nobody_else_and_its_scores_stand_nowhere_in_the_log) {
  Desk desk;
  desk.town.juror.put(desk.sheet + "/draft", R"({"scores":{"novelty":"83"},"comment":"Rahasia."})");
  for (const Client& other : {desk.town.other_juror, desk.town.secretariat, desk.town.auditor, desk.town.proposer, desk.api.admin()})
    EXPECT_NE(other.get(desk.sheet + "/draft").status, 200U);
  bool drafted = false;
  desk.api.log.read(1, 1'000, [&](const StoredEvent& event) {
    if (event.type != "AssessmentDrafted") return true;
    drafted = true;
    EXPECT_EQ(event.data.find("novelty"), std::string::npos) << event.data;
    return true;
  });
  EXPECT_TRUE(drafted);
  const Seen outside = desk.town.juror.put(desk.sheet + "/draft", R"({"scores":{"novelty":101,"luck":1}})");
  EXPECT_EQ(outside.status, 422U);
  EXPECT_EQ(outside.count("/errors"), 2U) << outside.body;
}

}  // namespace jejak::tests
