#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "engine/core/time.hpp"

namespace jejak {
namespace {

std::string rewritten(std::string_view text) {
  const auto time = parse_rfc3339(text);
  return time ? format_rfc3339(*time) : "refused";
}

TEST(Rfc3339, writes_six_decimals_in_utc) {
  EXPECT_EQ(format_rfc3339({0}), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(format_rfc3339({1653444000000000}), "2022-05-25T02:00:00.000000Z");
  EXPECT_EQ(format_rfc3339({-1}), "1969-12-31T23:59:59.999999Z");
  EXPECT_EQ(format_rfc3339({951782400000001}), "2000-02-29T00:00:00.000001Z");
}

TEST(Rfc3339, reads_any_offset) {
  EXPECT_EQ(rewritten("2022-05-25T09:00:00+07:00"), "2022-05-25T02:00:00.000000Z");
  EXPECT_EQ(rewritten("2022-05-24T22:30:00-03:30"), "2022-05-25T02:00:00.000000Z");
  EXPECT_EQ(rewritten("2022-05-25t02:00:00.5z"), "2022-05-25T02:00:00.500000Z");
  EXPECT_EQ(rewritten("2022-05-25T02:00:00.123456-00:00"), "2022-05-25T02:00:00.123456Z");
  EXPECT_EQ(rewritten("0000-01-01T00:00:00Z"), "0000-01-01T00:00:00.000000Z");
  EXPECT_EQ(rewritten("9999-12-31T23:59:59.999999Z"), "9999-12-31T23:59:59.999999Z");
}

TEST(Rfc3339, refuses_what_is_not_a_date_time) {
  for (const char* text : {"",
                           "2022-05-25",
                           "2022-05-25T02:00Z",
                           "2022-05-25T02:00:00",
                           "2022-05-25 02:00:00Z",
                           "2022-02-29T00:00:00Z",
                           "2022-13-01T00:00:00Z",
                           "2022-00-01T00:00:00Z",
                           "2022-01-00T00:00:00Z",
                           "2022-01-32T00:00:00Z",
                           "2022-05-25T24:00:00Z",
                           "2022-05-25T23:60:00Z",
                           "2022-05-25T23:59:61Z",
                           "2022-05-25T02:00:00.Z",
                           "2022-05-25T02:00:00.1234567Z",
                           "2022-05-25T02:00:00+0700",
                           "2022-05-25T02:00:00+24:00",
                           "2022-05-25T02:00:00+07:60",
                           "2022-05-25T02:00:00ZZ",
                           "2022-5-25T02:00:00Z",
                           "+2022-05-25T02:00:00Z",
                           "22022-05-25T02:00:00Z",
                           "0000-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01",
                           "1900-02-29T00:00:00Z"}) {
    EXPECT_EQ(rewritten(text), "refused") << text;
  }
}

TEST(Rfc3339, puts_a_leap_second_before_midnight) {
  EXPECT_EQ(rewritten("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59.999999Z");
  EXPECT_EQ(rewritten("2017-01-01T06:59:60.25+07:00"), "2016-12-31T23:59:59.999999Z");
  EXPECT_EQ(rewritten("2016-12-31T22:59:60Z"), "refused");
}

TEST(Rfc3339, survives_the_ends_of_the_range) {
  EXPECT_EQ(format_rfc3339({std::numeric_limits<std::int64_t>::max()}), "294247-01-10T04:00:54.775807Z");
  EXPECT_EQ(format_rfc3339({std::numeric_limits<std::int64_t>::min()}), "-290308-12-21T19:59:05.224192Z");
}

RC_GTEST_PROP(Rfc3339, reads_back_what_it_wrote, ()) {
  const Timestamp time{*rc::gen::inRange<std::int64_t>(-62167219200000000, 253402300800000000)};
  const std::string text = format_rfc3339(time);
  RC_ASSERT(text.size() == 27u);
  RC_ASSERT(parse_rfc3339(text) == time);
}

RC_GTEST_PROP(Rfc3339, writes_texts_in_the_order_of_the_times, ()) {
  const auto any = rc::gen::inRange<std::int64_t>(-62167219200000000, 253402300800000000);
  const Timestamp first{*any}, second{*any};
  RC_ASSERT((first < second) == (format_rfc3339(first) < format_rfc3339(second)));
}

TEST(Duration, adds_up_its_parts) {
  constexpr std::int64_t second = 1'000'000;
  EXPECT_EQ(parse_duration("P5D"), 5 * 86400 * second);
  EXPECT_EQ(parse_duration("PT1H30M"), 5400 * second);
  EXPECT_EQ(parse_duration("P2W"), 14 * 86400 * second);
  EXPECT_EQ(parse_duration("PT0.5S"), second / 2);
  EXPECT_EQ(parse_duration("PT0.000001S"), 1);
  EXPECT_EQ(parse_duration("P1W2DT3H4M5.25S"), (9 * 86400 + 3 * 3600 + 4 * 60 + 5) * second + second / 4);
  EXPECT_EQ(parse_duration("PT0S"), 0);
  EXPECT_EQ(parse_duration("P0D"), 0);
}

TEST(Duration, refuses_what_has_no_fixed_length_or_no_sense) {
  for (const char* text : {"",
                           "P",
                           "PT",
                           "P1",
                           "1D",
                           "P1Y",
                           "P1M",
                           "P1Y2D",
                           "P1DT",
                           "PT1D",
                           "P1H",
                           "P1D1W",
                           "PT1S1M",
                           "P1D1D",
                           "PT1.5H",
                           "PT1.S",
                           "PT.5S",
                           "PT0.0000001S",
                           "-P1D",
                           "P-1D",
                           "+P1D",
                           "p1d",
                           "P1DT1HT1M",
                           "PT1H ",
                           " PT1H",
                           "P1,5D",
                           "P99999999999999999D",
                           "PT99999999999999999999S",
                           "P106751992D"}) {
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
  }
  EXPECT_TRUE(parse_duration("P106751991D"));
}

}  // namespace
}  // namespace jejak
