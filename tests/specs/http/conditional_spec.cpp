#include <gtest/gtest.h>

#include "api/http/conditional.hpp"
#include "api/http/target.hpp"

namespace jejak::http {
namespace {

RequestPtr with(std::string name, std::string value) {
  return make_request(Method::get, "/x", {{std::move(name), std::move(value)}});
}

TEST(Entity_tags, are_parsed_as_a_list) {
  const auto list = parse_tag_list(R"( "a", W/"b" ,,"", "c,d")");
  ASSERT_TRUE(list);
  EXPECT_EQ(list->tags, (std::vector<EntityTag>{{"a", false}, {"b", true}, {"", false}, {"c,d", false}}));
  EXPECT_TRUE(parse_tag_list(" * ")->any);
}

TEST(Entity_tags, that_are_malformed_are_nothing) {
  for (const std::string_view text :
       {"", " ", "a", "\"a", "w/\"a\"", "\"a\" \"b\"", "\"a b\"", "*, \"a\"", ",", "\"a\",*"}) {
    EXPECT_FALSE(parse_tag_list(text)) << text;
  }
}

TEST(Entity_tags, are_bounded) {
  std::string many;
  for (int index = 0; index < 33; ++index) many += "\"a\",";
  EXPECT_FALSE(parse_tag_list(many));
}

// The table of RFC 9110 section 8.8.3.2.
TEST(Entity_tags, compare_weakly) {
  const auto weak = [](std::string_view left, std::string_view right) {
    return weak_match(*parse_tag_list(left), right);
  };
  EXPECT_TRUE(weak("W/\"1\"", "W/\"1\""));
  EXPECT_FALSE(weak("W/\"1\"", "W/\"2\""));
  EXPECT_TRUE(weak("W/\"1\"", "\"1\""));
  EXPECT_TRUE(weak("\"1\"", "\"1\""));
}

TEST(If_none_match, makes_an_unchanged_view_a_304) {
  EXPECT_TRUE(not_modified(*with("If-None-Match", "\"7\""), "\"7\""));
  EXPECT_TRUE(not_modified(*with("If-None-Match", "\"6\", W/\"7\""), "\"7\""));
  EXPECT_TRUE(not_modified(*with("If-None-Match", "*"), "\"7\""));
  EXPECT_FALSE(not_modified(*with("If-None-Match", "\"8\""), "\"7\""));
  EXPECT_FALSE(not_modified(*with("If-None-Match", "nonsense"), "\"7\""));
  EXPECT_FALSE(not_modified(*with("Accept", "*"), "\"7\""));
}

TEST(If_match, reads_as_the_stream_versions_that_will_do) {
  using Versions = std::vector<std::uint64_t>;
  EXPECT_EQ(*expected_versions(*with("If-Match", "\"7\"")), Versions{7});
  EXPECT_EQ(*expected_versions(*with("If-Match", "\"7-1f0c8a3e\"")), Versions{7});
  EXPECT_EQ(*expected_versions(*with("If-Match", "\"7\", W/\"9\", \"x\", \"8-a\"")), (Versions{7, 8}));
  EXPECT_EQ(*expected_versions(*with("If-Match", "*")), Versions{});
  EXPECT_EQ(*expected_versions(*with("Accept", "*")), Versions{});
}

TEST(If_match, that_names_no_stream_version_is_stale_or_malformed) {
  EXPECT_EQ(expected_versions(*with("If-Match", "\"x\", \"7x\"")).error().status, Status::precondition_failed);
  EXPECT_EQ(expected_versions(*with("If-Match", "W/\"7\"")).error().status, Status::precondition_failed);
  EXPECT_EQ(expected_versions(*with("If-Match", "7")).error().status, Status::bad_request);
  EXPECT_EQ(expected_versions(*with("If-Match", "\"7\" \"8\"")).error().status, Status::bad_request);
}

}  // namespace
}  // namespace jejak::http
