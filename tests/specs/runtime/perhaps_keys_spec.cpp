#include <gtest/gtest.h>

#include <string>

#include "engine/runtime/perhaps_keys.hpp"

namespace jejak::specs {
namespace {

TEST(Perhaps_keys, never_denies_a_key_that_was_added_and_denies_most_others) {
  PerhapsKeys keys;
  EXPECT_FALSE(keys.perhaps("proposal-1"));
  for (int n = 0; n < 100'000; ++n) keys.add("proposal-" + std::to_string(n));
  int wrong = 0;
  for (int n = 0; n < 100'000; ++n) {
    EXPECT_TRUE(keys.perhaps("proposal-" + std::to_string(n)));
    if (keys.perhaps("entrant-" + std::to_string(n))) ++wrong;
  }
  EXPECT_LT(wrong, 1'000);
}

}  // namespace
}  // namespace jejak::specs
