// RFC 8785's own vectors: appendix B (numbers), section 3.2.3 (sorting), section 3.2.2 and the structure
// examples.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "engine/core/json.hpp"

namespace jejak {
namespace {

std::string canonical(std::string_view text) {
  const auto value = parse_own_json(text);
  return value ? canonical_json(*value) : "fault: " + value.error().message;
}

struct Number {
  std::uint64_t bits;
  const char* text;
};

const Number appendix_b[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
};

TEST(Canonical_json, writes_the_numbers_of_rfc_8785_appendix_b) {
  for (const auto& [bits, text] : appendix_b) {
    EXPECT_EQ(canonical_json(json::value(std::bit_cast<double>(bits))), text) << std::hex << bits;
  }
}

TEST(Canonical_json, orders_keys_by_utf16_code_units) {
  EXPECT_EQ(
      canonical(R"({"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh",)"
                R"("1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control",)"
                R"("\u00f6":"Latin Small Letter O With Diaeresis"})"),
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
      "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
      "\"\U0001f600\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(Canonical_json, writes_the_sample_of_rfc_8785_section_3_2_2) {
  EXPECT_EQ(canonical(R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })"),
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
            "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(Canonical_json, sorts_inside_every_object_and_keeps_the_order_of_arrays) {
  EXPECT_EQ(
      canonical(R"({"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { },
                         "111": [ {"e": "yes","E": "no" } ], "A": { }})"),
      R"({"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}})");
  EXPECT_EQ(canonical(R"([ 56, {"d": true, "10": null, "1": [ ]} ])"), R"([56,{"1":[],"10":null,"d":true}])");
}

TEST(Canonical_json, neither_sorts_by_locale_nor_normalises_text) {
  EXPECT_EQ(canonical("{\"sin\":4,\"p\u00eache\":3,\"peach\":1,\"p\u00e9ch\u00e9\":2}"),
            "{\"peach\":1,\"p\u00e9ch\u00e9\":2,\"p\u00eache\":3,\"sin\":4}");
  EXPECT_EQ(canonical(R"("A\u030a")"), "\"A\u030a\"");
}

TEST(Canonical_json, escapes_what_must_be_and_nothing_else) {
  std::string controls;
  for (char c = 0; c < 0x20; ++c) controls += c;
  std::string out;
  append_canonical_string(out, controls + "\"\\/\x7f\u2028");
  EXPECT_EQ(
      out,
      "\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
      "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c\\u001d"
      "\\u001e\\u001f\\\"\\\\/\x7f\u2028\"");
}

TEST(Canonical_json, writes_integers_like_the_numbers_they_are) {
  EXPECT_EQ(canonical_json(json::value(std::int64_t{-9007199254740991})), "-9007199254740991");
  EXPECT_EQ(canonical_json(json::value(std::int64_t{1152921504606846976})), "1152921504606847000");
  EXPECT_EQ(canonical_json(json::value(std::uint64_t{18446744073709551615U})), "18446744073709552000");
  EXPECT_EQ(canonical_json(json::value(7.0)), "7");
}

TEST(Canonical_json, appends_to_what_is_there) {
  std::string out = "before ";
  append_canonical(out, json::value(json::array{json::object(), json::array(), nullptr}));
  EXPECT_EQ(out, "before [{},[],null]");
}

RC_GTEST_PROP(Canonical_json, writes_the_shortest_digits_that_read_back_as_the_number, (std::uint64_t bits)) {
  const double number = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(number) && number != 0);
  const std::string text = canonical_json(json::value(number));
  RC_ASSERT(std::strtod(text.c_str(), nullptr) == number);

  int shortest = 0;
  std::string digits(32, '\0');
  do {
    std::snprintf(digits.data(), digits.size(), "%.*e", shortest++, number);
  } while (std::strtod(digits.c_str(), nullptr) != number);
  std::string significant;
  for (const char c : text.substr(0, text.find('e'))) {
    if (c >= '0' && c <= '9' && !(significant.empty() && c == '0')) significant += c;
  }
  significant.erase(significant.find_last_not_of('0') + 1);
  RC_ASSERT(static_cast<int>(significant.size()) <= shortest);
}

RC_GTEST_PROP(Canonical_json, agrees_with_utf16_on_the_order_of_any_two_keys,
              (std::u32string first, std::u32string second)) {
  const auto scalar = [](char32_t any) {
    const char32_t code = any % 0x110000;
    return code == 0 || (code >= 0xD800 && code < 0xE000) ? U'\uE000' : code;
  };
  const auto utf16 = [&](const std::u32string& text) {
    std::u16string out;
    for (const char32_t any : text) {
      const char32_t code = scalar(any);
      if (code >= 0x10000) out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
      out += static_cast<char16_t>(code >= 0x10000 ? 0xDC00 + (code & 0x3FF) : code);
    }
    return out;
  };
  const auto utf8 = [&](const std::u32string& text) {
    std::string escaped = "\"";
    for (const char16_t unit : utf16(text)) {
      char buffer[8];
      std::snprintf(buffer, sizeof buffer, "\\u%04x", static_cast<unsigned>(unit));
      escaped += buffer;
    }
    return std::string(parse_own_json(escaped + '"')->get_string());
  };
  RC_PRE(utf16(first) != utf16(second));
  json::object object;
  object[utf8(second)] = 2;
  object[utf8(first)] = 1;
  const bool first_leads = utf16(first) < utf16(second);
  const std::string text = canonical_json(object);
  RC_ASSERT(text.ends_with(first_leads ? ":2}" : ":1}"));
}

}  // namespace
}  // namespace jejak
