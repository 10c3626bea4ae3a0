// The rules that a competition runs under are everybody's to read.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(The_rules_of_a_competition, are_read_by_anybody_as_they_are_pinned) {
  Api api;
  const Town town(api);
  const Seen competition = api.public_client().get("/v1/competitions/latihan");
  const Seen rulebook = api.public_client().get("/v1/competitions/latihan/rulebook");
  ASSERT_EQ(rulebook.status, 200U) << rulebook.body;
  EXPECT_EQ(rulebook.at("/hash"), competition.at("/rulebook/hash"));
  EXPECT_EQ(rulebook.at("/document/id"), "practice");
  const Seen definition = api.public_client().get("/v1/competitions/latihan/definition");
  ASSERT_EQ(definition.status, 200U) << definition.body;
  EXPECT_EQ(definition.at("/hash"), competition.at("/definition/hash"));
  EXPECT_EQ(definition.at("/document/id"), "kipp");
  EXPECT_EQ(api.public_client().get("/v1/competitions/tidak-ada/rulebook").status, 404U);
}

}  // namespace jejak::tests
