#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Deadlines, of_a_competition_are_public_and_told_on_three_clocks_with_what_is_open) {
  Api api;
  api.load_sample();
  const Seen answer = api.public_client().get("/v1/competitions/kota-magelang-2022/deadlines");
  ASSERT_EQ(answer.status, 200U) << answer.body;
  ASSERT_GE(answer.count("/deadlines"), 2U);
  const std::string wib = answer.at("/deadlines/0/closes/wib"), wita = answer.at("/deadlines/0/closes/wita"), wit = answer.at("/deadlines/0/closes/wit");
  EXPECT_EQ(wib.substr(10), "T23:59:59+07:00") << answer.body;
  EXPECT_EQ(wita.substr(10), "T00:59:59+08:00");
  EXPECT_EQ(wit.substr(10), "T01:59:59+09:00");
  EXPECT_EQ(parse_rfc3339(wib), parse_rfc3339(wit));
  EXPECT_EQ(parse_rfc3339(wita), parse_rfc3339(answer.at("/deadlines/0/closes/utc")));
  api.clock.set(*parse_rfc3339(answer.at("/deadlines/0/opens/utc")));
  EXPECT_EQ(api.public_client().get("/v1/competitions/kota-magelang-2022/deadlines").at("/deadlines/0/state"), "open");
  EXPECT_EQ(api.public_client().get("/v1/competitions/none/deadlines").status, 404U);
}

}  // namespace jejak::tests
