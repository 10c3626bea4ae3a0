#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <vector>

#include "engine/core/decimal.hpp"

namespace jejak {
namespace {

constexpr int128 largest = (((int128{1} << 126) - 1) << 1) + 1;

Decimal decimal(std::string_view text) { return Decimal::parse(text).value(); }
Rational fraction(int128 top, int128 bottom) { return Rational::of(top, bottom).value(); }

std::string rounded(const Rational& number, int scale, Rounding rounding = Rounding::half_even) {
  const auto result = number.to_decimal(scale, rounding);
  return result ? result->to_string() : "does not fit";
}

TEST(Decimal, reads_and_writes_the_shortest_form) {
  const char* same[] = {
      "0", "7", "-7", "12.5", "-0.25", "0.000000001", "999999999999999999", "-123456789.123456789"};
  for (const char* text : same) EXPECT_EQ(decimal(text).to_string(), text);
  EXPECT_EQ(decimal("12.50").to_string(), "12.5");
  EXPECT_EQ(decimal("100.000").to_string(), "100");
  EXPECT_EQ(decimal("-0").to_string(), "0");
  EXPECT_EQ(decimal("-0.0"), Decimal());
  EXPECT_EQ(Decimal(std::numeric_limits<std::int64_t>::min(), 9).to_string(), "-9223372036.854775808");
}

TEST(Decimal, refuses_every_other_spelling) {
  for (const char* text : {"",
                           "-",
                           "+1",
                           "01",
                           "-01",
                           "00",
                           ".5",
                           "5.",
                           "1e3",
                           "1,5",
                           " 1",
                           "1 ",
                           "--1",
                           "1.2.3",
                           "0x1",
                           "1.0000000000",
                           "1234567890123456789",
                           "1234567890.123456789",
                           "NaN",
                           "1.-5",
                           "\xd9\xa1"}) {
    EXPECT_EQ(Decimal::parse(text), std::nullopt) << text;
  }
}

TEST(Decimal, compares_by_value_whatever_the_scale) {
  EXPECT_EQ(decimal("1.50"), decimal("1.5"));
  EXPECT_LT(decimal("1.49"), decimal("1.5"));
  EXPECT_LT(decimal("-1.5"), decimal("-1.49"));
  EXPECT_LT(decimal("0.999999999"), decimal("1"));
  EXPECT_GT(Decimal(std::numeric_limits<std::int64_t>::max(), 0), decimal("0.000000001"));
}

TEST(Rational, rounds_as_it_is_told) {
  struct Row {
    int top, bottom;
    const char *half_even, *half_up, *down;
  };
  const Row rows[] = {{5, 2, "2", "3", "2"},     {7, 2, "4", "4", "3"}, {-5, 2, "-2", "-3", "-2"},
                      {-7, 2, "-4", "-4", "-3"}, {8, 3, "3", "3", "2"}, {7, 3, "2", "2", "2"},
                      {-8, 3, "-3", "-3", "-2"}, {1, 2, "0", "1", "0"}, {-1, 2, "0", "-1", "0"},
                      {12, 4, "3", "3", "3"}};
  for (const Row& row : rows) {
    EXPECT_EQ(rounded(fraction(row.top, row.bottom), 0, Rounding::half_even), row.half_even)
        << row.top << "/" << row.bottom;
    EXPECT_EQ(rounded(fraction(row.top, row.bottom), 0, Rounding::half_up), row.half_up)
        << row.top << "/" << row.bottom;
    EXPECT_EQ(rounded(fraction(row.top, row.bottom), 0, Rounding::down), row.down)
        << row.top << "/" << row.bottom;
  }
  EXPECT_EQ(rounded(fraction(2, 3), 9), "0.666666667");
  EXPECT_EQ(rounded(fraction(2, 3), 4, Rounding::down), "0.6666");
  EXPECT_EQ(rounded(fraction(1999, 1000), 2), "2");
  EXPECT_EQ(rounded(fraction(largest - 1, largest), 9), "1");
  EXPECT_EQ(rounded(fraction(largest - 1, largest), 9, Rounding::down), "0.999999999");
}

TEST(Rational, says_nothing_rather_than_something_wrong) {
  const Rational huge = fraction(largest, 1), tiny = fraction(1, largest), other = fraction(1, largest - 1);
  EXPECT_EQ(Rational::of(1, 0), std::nullopt);
  EXPECT_EQ(huge.plus(fraction(1, 1)), std::nullopt);
  EXPECT_EQ(huge.times(fraction(2, 1)), std::nullopt);
  EXPECT_EQ(tiny.plus(other), std::nullopt);
  EXPECT_EQ(tiny.divided_by(huge), std::nullopt);
  EXPECT_EQ(tiny.divided_by(Rational()), std::nullopt);
  EXPECT_EQ(Rational::of(-largest - 1, 1), std::nullopt);
  EXPECT_EQ(huge.minus(huge), Rational());
  EXPECT_EQ(huge.times(tiny), fraction(1, 1));
  EXPECT_EQ(rounded(huge, 0), "does not fit");
  EXPECT_EQ(rounded(fraction(std::numeric_limits<std::int64_t>::max(), 1), 9), "9223372036854775807");
  EXPECT_EQ(rounded(fraction(int128{std::numeric_limits<std::int64_t>::max()} * 10 + 1, 10), 1),
            "does not fit");
}

TEST(Rational, compares_even_what_it_cannot_subtract) {
  const Rational first = fraction(largest - 1, largest), second = fraction(largest - 2, largest - 1);
  EXPECT_EQ(first.compare(second), std::strong_ordering::greater);
  EXPECT_EQ(second.compare(first), std::strong_ordering::less);
  EXPECT_EQ(first.compare(first), std::strong_ordering::equal);
  EXPECT_EQ(fraction(-1, 2).compare(fraction(-1, 3)), std::strong_ordering::less);
}

TEST(Weighted_mean, is_exact) {
  const std::vector<Weighted> scores = {{decimal("80.5"), decimal("30")}, {decimal("70"), decimal("70")}};
  EXPECT_EQ(weighted_mean(scores), fraction(14630, 200));
  EXPECT_EQ(rounded(*weighted_mean(scores), 2), "73.15");
  const std::vector<Weighted> thirds = {{decimal("1"), decimal("1")}, {decimal("0"), decimal("2")}};
  EXPECT_EQ(weighted_mean(thirds), fraction(1, 3));
}

TEST(Weighted_mean, is_nothing_without_weight) {
  EXPECT_EQ(weighted_mean({}), std::nullopt);
  const std::vector<Weighted> weightless = {{decimal("80"), decimal("0")}};
  EXPECT_EQ(weighted_mean(weightless), std::nullopt);
}

Decimal any_decimal() { return Decimal(*rc::gen::arbitrary<std::int64_t>(), *rc::gen::inRange(0, 10)); }
Rational any_rational() {
  const auto any = rc::gen::inRange<std::int64_t>(-1000000, 1000000);
  return Rational::of(*any, *rc::gen::nonZero<std::int32_t>()).value();
}

RC_GTEST_PROP(Decimal, orders_like_its_fraction, ()) {
  const Decimal first = any_decimal(), second = any_decimal();
  RC_ASSERT((first <=> second) == Rational(first).compare(Rational(second)));
  RC_ASSERT((first == second) == ((first <=> second) == std::strong_ordering::equal));
}

RC_GTEST_PROP(Decimal, reads_back_what_it_wrote, ()) {
  const auto units = *rc::gen::inRange<std::int64_t>(-99999999, 99999999);
  const Decimal number(units, *rc::gen::inRange(0, 10));
  RC_ASSERT(Decimal::parse(number.to_string()) == number);
}

RC_GTEST_PROP(Decimal, survives_the_way_through_a_fraction, ()) {
  const Decimal number(*rc::gen::arbitrary<std::int32_t>(), *rc::gen::inRange(0, 10));
  RC_ASSERT(Rational(number).to_decimal(9, Rounding::down) == number);
}

RC_GTEST_PROP(Rational, adds_and_multiplies_like_numbers_do, ()) {
  const Rational a = any_rational(), b = any_rational(), c = any_rational();
  RC_ASSERT(a.plus(b) == b.plus(a));
  RC_ASSERT(a.times(b) == b.times(a));
  RC_ASSERT(a.plus(b)->plus(c) == a.plus(*b.plus(c)));
  RC_ASSERT(a.times(b)->times(c) == a.times(*b.times(c)));
  RC_ASSERT(a.times(*b.plus(c)) == a.times(b)->plus(*a.times(c)));
  RC_ASSERT(a.plus(b)->minus(b) == a);
  RC_ASSERT(a.compare(b) == a.minus(b)->compare(Rational()));
  if (b != Rational()) RC_ASSERT(a.divided_by(b)->times(b) == a);
}

RC_GTEST_PROP(Rational, rounds_to_a_neighbour_at_most_half_a_unit_away, ()) {
  const Rational number = any_rational();
  const int scale = *rc::gen::inRange(0, 10);
  int128 power = 1;
  for (int left = scale; left > 0; --left) power *= 10;
  for (const Rounding rounding : {Rounding::half_even, Rounding::half_up, Rounding::down}) {
    const Rational off = *Rational(*number.to_decimal(scale, rounding)).minus(number);
    const Rational distance =
        off.compare(Rational()) == std::strong_ordering::less ? *Rational().minus(off) : off;
    const Rational bound = fraction(1, rounding == Rounding::down ? power : 2 * power);
    RC_ASSERT(distance.compare(bound) != std::strong_ordering::greater);
  }
}

}  // namespace
}  // namespace jejak
