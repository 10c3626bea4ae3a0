#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Revisions, of_a_proposal_are_listed_and_told_word_by_word_to_who_may_see_it) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Data Go", "draft"), proposal = "/v1/proposals/" + id;
  const auto save = [&](const std::string& summary) {
    const std::string version = town.proposer.get(proposal).at("/stream_version");
    const Seen saved = town.proposer.put(proposal + "/answers", R"({"answers":{"summary":")" + summary + "\"}}", {{"If-Match", "\"" + version + "\""}});
    ASSERT_EQ(saved.status, 200U) << saved.body;
  };
  save("antrean warga lebih cepat");
  save("antrean semua warga cepat");
  const Seen list = town.secretariat.get(proposal + "/revisions");
  const std::size_t count = list.count("/items");
  ASSERT_GE(count, 2U) << list.body;
  const std::string last = list.at("/items/" + std::to_string(count - 1) + "/revision");
  const Seen difference = town.secretariat.get(proposal + "/revisions/" + last + "/difference");
  EXPECT_EQ(difference.at("/from"), list.at("/items/" + std::to_string(count - 2) + "/revision"));
  EXPECT_EQ(difference.at("/questions/summary/1/added"), "semua") << difference.body;
  EXPECT_EQ(town.secretariat.get(proposal + "/revisions/" + last + "/difference?from=" + last).at("/questions"), "{}");
  EXPECT_EQ(town.secretariat.get(proposal + "/revisions/1/difference").status, 404U);
  EXPECT_EQ(town.secretariat.get(proposal + "/revisions/x/difference").status, 404U);
  EXPECT_EQ(other.secretariat.get(proposal + "/revisions").status, 404U);
  EXPECT_EQ(api.public_client().get(proposal + "/revisions").status, 401U);
}

}  // namespace jejak::tests
