#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "api/http/target.hpp"
#include "api/http/text.hpp"

namespace jejak::http {
namespace {

std::string refused(std::string_view target) {
  Request request;
  auto parsed = parse_target(request, target);
  return parsed ? "" : parsed.error();
}

TEST(Target, splits_and_decodes_path_and_query) {
  Request request;
  ASSERT_TRUE(parse_target(request, "/v1/proposals/a%20b?q=sampah+plastik&cursor=%2Bx%3D&flag"));
  EXPECT_EQ(request.path, (std::vector<std::string>{"v1", "proposals", "a b"}));
  EXPECT_EQ(request.query_value("q"), "sampah plastik");
  EXPECT_EQ(request.query_value("cursor"), "+x=");
  EXPECT_EQ(request.query_value("flag"), "");
  EXPECT_EQ(request.query_value("other"), std::nullopt);
  EXPECT_EQ(request.path_text(), "/v1/proposals/a%20b");
}

TEST(Target, ignores_one_slash_at_the_end_and_takes_the_root) {
  Request request;
  ASSERT_TRUE(parse_target(request, "/v1/events/"));
  EXPECT_EQ(request.path, (std::vector<std::string>{"v1", "events"}));
  ASSERT_TRUE(parse_target(request, "/"));
  EXPECT_TRUE(request.path.empty());
}

TEST(Target, takes_the_absolute_form_without_its_origin) {
  Request request;
  ASSERT_TRUE(parse_target(request, "http://example.org:80/v1/events?from=3"));
  EXPECT_EQ(request.target, "/v1/events?from=3");
  EXPECT_EQ(request.path, (std::vector<std::string>{"v1", "events"}));
}

TEST(Target, refuses_a_parameter_given_twice) {
  EXPECT_EQ(refused("/x?limit=1&limit=2"), "the query parameter 'limit' is given twice");
  EXPECT_EQ(refused("/x?limit=1&lim%69t=2"), "the query parameter 'limit' is given twice");
}

TEST(Target, refuses_what_could_mean_two_things) {
  for (const std::string_view target :
       {"/a//b", "//", "/a/%2e%2E/b", "/./a", "/a%2Fb", "/a%", "/a%4", "/a%zz", "/%00", "/%FF", "/%C0%80",
        "/%ED%A0%80", "a/b", "", "/a#b", "/x?a=%00", "/x?a=%F5%80%80%80"}) {
    EXPECT_NE(refused(target), "") << target;
  }
}

TEST(Target, is_bounded) {
  std::string path, query = "/x?";
  for (int index = 0; index < 17; ++index) path += "/a";
  for (int index = 0; index < 33; ++index) query += "p" + std::to_string(index) + "=1&";
  EXPECT_NE(refused(path), "");
  EXPECT_NE(refused(query), "");
}

RC_GTEST_PROP(Target, decodes_whatever_was_percent_encoded, (std::vector<char32_t> letters)) {
  std::string text = "x", encoded = "x";
  for (const char32_t each : letters) {
    const auto byte = static_cast<unsigned char>(1 + each % 126);
    if (byte == '/') continue;
    char code[4];
    std::snprintf(code, sizeof code, "%%%02X", byte);
    text.push_back(static_cast<char>(byte));
    encoded += code;
  }
  Request request;
  RC_ASSERT(parse_target(request, "/" + encoded + "?v=" + encoded).has_value());
  RC_ASSERT(request.path.front() == text);
  RC_ASSERT(request.query_value("v") == text);
}

RC_GTEST_PROP(Target, never_fails_on_any_bytes, (const std::string& bytes)) {
  Request request;
  (void)parse_target(request, bytes);
  (void)parse_target(request, "/" + bytes);
}

}  // namespace
}  // namespace jejak::http
