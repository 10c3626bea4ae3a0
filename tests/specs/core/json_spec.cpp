#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <boost/json/monotonic_resource.hpp>
#include <cmath>
#include <string>

#include "engine/core/json.hpp"

namespace jejak {
namespace {

// Where parse_json refuses `text`; npos where it does not.
std::size_t refused_at(std::string_view text) {
  const auto value = parse_json(text);
  return value ? std::string::npos : value.error().offset;
}

TEST(Parse_json, names_the_byte_where_a_key_comes_again) {
  EXPECT_EQ(refused_at(R"({"a":1,"b":2,"a":3})"), 13u);
  EXPECT_EQ(refused_at(R"({"a":{"x":1},"b":[{"c":0},{"c":1,"d":"\",{","\u0063":2}]})"), 44u);
  EXPECT_EQ(refused_at(R"({"":1,"":2})"), 6u);
  EXPECT_EQ(parse_json(R"({"kota":1,"kota":2})").error().message,
            "The key \"kota\" comes twice in one object.");
}

TEST(Parse_json, takes_the_same_key_in_different_objects) {
  EXPECT_TRUE(parse_json(R"({"a":{"a":[{"a":1},{"a":"a"}]},"b":"a"})"));
}

TEST(Parse_json, finds_a_key_that_comes_twice_within_a_value_that_is_replaced) {
  EXPECT_FALSE(parse_json(R"({"a":{"x":1,"x":2},"a":{"y":1,"z":2}})"));
}

TEST(Parse_json, does_not_repeat_a_very_long_key_in_its_message) {
  const std::string key = '"' + std::string(100'000, 'k') + '"';
  const auto value = parse_json("{" + key + ":1," + key + ":2}");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().offset, key.size() + 4);
  EXPECT_LT(value.error().message.size(), 100u);
}

TEST(Parse_json, refuses_nul_in_strings_and_keys) {
  EXPECT_EQ(refused_at(R"(["ab\u0000"])"), 4u);
  EXPECT_EQ(refused_at(R"({"k\\\u0000":1})"), 5u);
  EXPECT_EQ(refused_at(std::string_view("\"a\0b\"", 5)), 2u);
  EXPECT_EQ(refused_at(std::string_view("[1]\0", 4)), 3u);
  EXPECT_TRUE(parse_json(R"(["\\u0000"])"));
}

TEST(Parse_json, keeps_integers_up_to_what_a_double_holds_and_refuses_the_next) {
  EXPECT_EQ(parse_json("9007199254740991")->get_int64(), 9007199254740991);
  EXPECT_EQ(parse_json("-9007199254740991")->get_int64(), -9007199254740991);
  EXPECT_EQ(refused_at("[1, 9007199254740992]"), 4u);
  EXPECT_EQ(refused_at("[1, -9007199254740992,2]"), 4u);
  EXPECT_EQ(refused_at("18446744073709551615"), 0u);
  EXPECT_EQ(refused_at("123456789012345678901234567890"), 0u);
  EXPECT_EQ(refused_at("{\"a\":1e17}"), 5u);
}

TEST(Parse_json, refuses_numbers_that_are_not_finite) {
  EXPECT_EQ(refused_at("[1e309]"), 1u);
  EXPECT_EQ(refused_at("[-1e309]"), 1u);
  EXPECT_EQ(refused_at("[0,1e99999999999]"), 14u);
  EXPECT_EQ(*parse_json("1e-400"), json::value(0.0));
}

TEST(Parse_json, reads_decimals_to_the_last_bit) {
  EXPECT_EQ(std::bit_cast<std::uint64_t>(parse_json("1424953923781206.2")->get_double()),
            0x43143ff3c1cb0959U);
  EXPECT_EQ(std::bit_cast<std::uint64_t>(parse_json("-3.3333333333333333e-6")->get_double()),
            0xbecbf647612f3696U);
}

TEST(Parse_json, allows_nesting_up_to_the_limit) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(parse_json(nested(64)));
  EXPECT_EQ(refused_at(nested(65)), 64u);
  EXPECT_TRUE(parse_json(nested(3), 3));
  EXPECT_FALSE(parse_json(nested(4), 3));
  EXPECT_EQ(parse_json(nested(4), 3).error().message, "Arrays and objects are nested deeper than 3 levels.");
  EXPECT_FALSE(parse_json(std::string(10'000'000, '[')));
}

TEST(Parse_json, says_what_is_wrong_and_where) {
  EXPECT_EQ(refused_at(""), 0u);
  EXPECT_EQ(refused_at("{\"a\":1"), 6u);
  EXPECT_EQ(refused_at("[1,2] x"), 6u);
  EXPECT_EQ(parse_json("[1,2] x").error().message,
            "There is more text after the JSON value; send one value only.");
  EXPECT_EQ(refused_at("{\"a\" 1}"), 5u);
}

TEST(Parse_own_json, keeps_its_memory_in_the_storage_it_is_given) {
  unsigned char buffer[4096];
  json::monotonic_resource memory(buffer, sizeof buffer);
  const auto value = parse_own_json(R"({"a":["b",{"c":1.5}]})", &memory);
  ASSERT_TRUE(value);
  EXPECT_EQ(value->storage().get(), &memory);
  EXPECT_EQ(value->at("a").at(1).storage().get(), &memory);
}

TEST(Parse_own_json, reads_back_whatever_canonical_json_wrote) {
  for (const char* text :
       {"9007199254740993000", "123456789012345680000", "1e+21", "-0.0000033333333333333333"}) {
    EXPECT_EQ(canonical_json(*parse_own_json(text)), text);
  }
}

TEST(Parse_own_json, reports_a_corrupt_text) {
  const auto value = parse_own_json(R"({"a":1,)");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().offset, 7u);
}

TEST(Find_pointer, follows_the_examples_of_rfc_6901) {
  const json::value document = *parse_own_json(
      R"({"foo":["bar","baz"],"":0,"a/b":1,"c%d":2,"e^f":3,"g|h":4,"i\\j":5,"k\"l":6," ":7,"m~n":8})");
  const auto found = [&](std::string_view pointer) {
    const json::value* value = find_pointer(document, pointer);
    return value == nullptr ? "nothing" : canonical_json(*value);
  };
  EXPECT_EQ(find_pointer(document, ""), &document);
  EXPECT_EQ(found("/foo"), R"(["bar","baz"])");
  EXPECT_EQ(found("/foo/0"), "\"bar\"");
  EXPECT_EQ(found("/"), "0");
  EXPECT_EQ(found("/a~1b"), "1");
  EXPECT_EQ(found("/c%d"), "2");
  EXPECT_EQ(found("/e^f"), "3");
  EXPECT_EQ(found("/g|h"), "4");
  EXPECT_EQ(found("/i\\j"), "5");
  EXPECT_EQ(found("/k\"l"), "6");
  EXPECT_EQ(found("/ "), "7");
  EXPECT_EQ(found("/m~0n"), "8");
}

TEST(Find_pointer, finds_nothing_where_there_is_nothing) {
  const json::value document = *parse_own_json(R"({"foo":["bar","baz"],"m~n":8})");
  for (const char* pointer :
       {"foo", "/bar", "/foo/2", "/foo/-", "/foo/01", "/foo/", "/foo/+1", "/foo/0/x", "/m~n", "/m~2n", "/m~",
        "/foo/99999999999999999999999", "/foo/0x", "/foo/18446744073709551615"}) {
    EXPECT_EQ(find_pointer(document, pointer), nullptr) << pointer;
  }
}

RC_GTEST_PROP(Find_pointer, finds_every_key_by_its_escaped_name, (std::string key)) {
  const json::value document = json::object{{key, json::array{7}}};
  const json::value* found = find_pointer(document, "/" + pointer_escape(key) + "/0");
  RC_ASSERT(found != nullptr && *found == 7);
}

// Any JSON value that we accept, at most `depth` deep.
json::value any_value(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  const auto text = [] {
    return *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)) +
           *rc::gen::element("", "\u00e9", "\u20ac", "\U0001f600");
  };
  switch (kind) {
    case 0:
      return nullptr;
    case 1:
      return *rc::gen::arbitrary<bool>();
    case 2:
      return *rc::gen::inRange<std::int64_t>(-9007199254740991, 9007199254740992);
    case 3:
      return std::ldexp(static_cast<double>(*rc::gen::inRange(-1000000, 1000000)),
                        *rc::gen::inRange(-60, 20));
    case 4:
      return json::string(text());
    case 5: {
      json::array array;
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) array.push_back(any_value(depth - 1));
      return array;
    }
    default: {
      json::object object;
      for (int left = *rc::gen::inRange(0, 4); left > 0; --left) object[text()] = any_value(depth - 1);
      return object;
    }
  }
}

RC_GTEST_PROP(Parse_json, accepts_every_canonical_text_and_gives_the_same_bytes_again, ()) {
  const std::string text = canonical_json(any_value(4));
  const auto strict = parse_json(text);
  const auto own = parse_own_json(text);
  RC_ASSERT(strict.has_value() && own.has_value());
  RC_ASSERT(canonical_json(*strict) == text);
  RC_ASSERT(canonical_json(*own) == text);
}

RC_GTEST_PROP(Parse_json, never_reads_a_damaged_text_as_something_it_cannot_write,
              (std::uint32_t place, char damage)) {
  std::string text = canonical_json(any_value(3));
  text[place % text.size()] = damage;
  const auto value = parse_json(text);
  RC_ASSERT(value.has_value() || value.error().offset <= text.size());
  if (value) RC_ASSERT(parse_json(canonical_json(*value)).has_value());
}

}  // namespace
}  // namespace jejak
