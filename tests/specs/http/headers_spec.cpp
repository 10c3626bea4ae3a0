#include <gtest/gtest.h>

#include "api/http/headers.hpp"

namespace jejak::http {
namespace {

TEST(Headers, are_found_in_any_case) {
  Headers headers;
  headers.add("Content-Type", "application/json");
  EXPECT_EQ(headers.find("content-TYPE"), "application/json");
  EXPECT_EQ(headers.find("Content-Typ"), std::nullopt);
}

TEST(Headers, join_repeated_fields_in_their_order) {
  Headers headers;
  headers.add("If-Match", "\"1\"");
  headers.add("Host", "x");
  headers.add("if-match", "\"2\"");
  EXPECT_EQ(headers.joined("If-Match"), "\"1\", \"2\"");
  EXPECT_EQ(headers.count("If-Match"), 2u);
  EXPECT_EQ(headers.joined("Accept"), std::nullopt);
}

TEST(Headers, are_empty_after_clear) {
  Headers headers;
  headers.add("Host", "x");
  headers.clear();
  EXPECT_EQ(headers.size(), 0u);
  EXPECT_EQ(headers.find("Host"), std::nullopt);
}

}  // namespace
}  // namespace jejak::http
