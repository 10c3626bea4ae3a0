#include "engine/rules/text.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

namespace jejak::rules {
namespace {

std::string text_of(double number) {
  std::string text;
  append_number_text(text, number);
  return text;
}

TEST(Number_text, is_spelt_as_ecmascript_spells_it) {
  EXPECT_EQ(text_of(0.1), "0.1");
  EXPECT_EQ(text_of(-0.0), "0");
  EXPECT_EQ(text_of(100), "100");
  EXPECT_EQ(text_of(1e21), "1e+21");
  EXPECT_EQ(text_of(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(text_of(1e-6), "0.000001");
  EXPECT_EQ(text_of(1.5e-7), "1.5e-7");
  EXPECT_EQ(text_of(5e-324), "5e-324");
  EXPECT_EQ(text_of(-HUGE_VAL), "-Infinity");
  EXPECT_EQ(text_of(NAN), "NaN");
}

TEST(Number_of_text, reads_what_ecmascript_reads) {
  EXPECT_EQ(number_of_text(""), 0);
  EXPECT_EQ(number_of_text(" \t12\n"), 12);
  EXPECT_EQ(number_of_text("0x1F"), 31);
  EXPECT_EQ(number_of_text(".5"), 0.5);
  EXPECT_EQ(number_of_text("5."), 5);
  EXPECT_EQ(number_of_text("-Infinity"), -HUGE_VAL);
  EXPECT_EQ(number_of_text("1e400"), HUGE_VAL);
  EXPECT_EQ(number_of_text("1e-400"), 0);
  EXPECT_TRUE(std::isnan(number_of_text("12px")));
  EXPECT_TRUE(std::isnan(number_of_text("-0x10")));
  EXPECT_TRUE(std::isnan(number_of_text(".")));
}

TEST(Parse_float, reads_the_longest_prefix) {
  EXPECT_EQ(parse_float("12px"), 12);
  EXPECT_EQ(parse_float("1e"), 1);
  EXPECT_EQ(parse_float("0x10"), 0);
  EXPECT_TRUE(std::isnan(parse_float("px")));
}

TEST(Utf16, counts_and_cuts_code_units) {
  EXPECT_EQ(utf16_length("a\u00E9\u65E5\U0001F600"), 5u);
  EXPECT_EQ(utf16_slice("a\U0001F600b", 1, 2), "\U0001F600");
  EXPECT_EQ(utf16_slice("a\U0001F600b", 0, 2), "a\uFFFD");
  EXPECT_EQ(utf16_slice("a\U0001F600b", 2, 2), "\uFFFDb");
}

TEST(Utf16, orders_by_code_units_and_not_by_code_points) {
  EXPECT_TRUE(utf16_less("\U0001F600", "\uFF5E"));
  EXPECT_FALSE(utf16_less("\uFF5E", "\U0001F600"));
  EXPECT_TRUE(utf16_less("a", "ab"));
  EXPECT_FALSE(utf16_less("a", "a"));
}

RC_GTEST_PROP(Number_text, reads_back_as_the_same_number, (double number)) {
  RC_PRE(std::isfinite(number));
  RC_ASSERT(number_of_text(text_of(number)) == number);
}

}  // namespace
}  // namespace jejak::rules
