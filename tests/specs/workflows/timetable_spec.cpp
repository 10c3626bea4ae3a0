// Presentations over days and rooms.
#include <gtest/gtest.h>

#include <set>

#include "workflows/slot/timetable.hpp"

namespace jejak::workflows {
namespace {

constexpr std::int64_t minute = 60'000'000;

Timestamp at(std::string_view time) { return parse_rfc3339(time).value(); }
Sitting day(const std::string& date, const std::string& room) {
  return {room, at(date + "T08:00:00+07:00"), at(date + "T15:40:00+07:00")};
}
std::vector<Presentation> alone(std::size_t count) {
  std::vector<Presentation> all;
  for (std::size_t i = 0; i < count; ++i) all.push_back({"p" + std::to_string(100 + i), "e" + std::to_string(i), {}});
  return all;
}

TEST(Timetable, places_the_46_of_malang_on_two_days_23_a_day) {
  const auto slots = cut({day("2021-03-16", "Aula"), day("2021-03-17", "Aula")}, 20 * minute, 0);
  ASSERT_EQ(slots.size(), 46U);
  const Timetable table = timetable(slots, alone(46), {});
  EXPECT_TRUE(table.left_out.empty());
  ASSERT_EQ(table.placed.size(), 46U);
  EXPECT_EQ(table.placed[22].slot.ends, at("2021-03-16T15:40:00+07:00"));
  EXPECT_EQ(table.placed[23].slot.starts, at("2021-03-17T08:00:00+07:00"));
}

TEST(Timetable, never_has_a_juror_or_an_entrant_in_two_rooms_at_once) {
  std::vector<Presentation> all = alone(12);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].jurors = {i % 2 == 0 ? "genap" : "ganjil"};
  all[4].entrant = all[5].entrant;
  const auto slots = cut({day("2021-03-16", "A"), day("2021-03-16", "B")}, 60 * minute, 0);
  const Timetable table = timetable(slots, all, {});
  ASSERT_TRUE(table.left_out.empty());
  for (const Placed& one : table.placed)
    for (const Placed& other : table.placed)
      EXPECT_FALSE(&one != &other && overlap(one.slot, other.slot) && clash(one.presentation, other.presentation))
          << one.presentation.proposal << " " << other.presentation.proposal;
}

TEST(Timetable, begins_with_the_most_entangled_where_first_come_leaves_somebody_out) {
  // In two rooms and two hours: d clashes with a and b, who would take the first hour together.
  std::vector<Presentation> all = {{"a", "1", {"x"}}, {"b", "2", {"y"}}, {"c", "3", {"z"}}, {"d", "4", {"x", "z"}}};
  const auto slots = cut({{"A", at("2021-03-16T08:00:00Z"), at("2021-03-16T10:00:00Z")}, {"B", at("2021-03-16T08:00:00Z"), at("2021-03-16T10:00:00Z")}},
                         60 * minute, 0);
  const Timetable table = timetable(slots, all, {});
  EXPECT_TRUE(table.left_out.empty());
}

TEST(Timetable, leaves_what_was_placed_before_where_it_is) {
  const auto slots = cut({day("2021-03-16", "Aula")}, 20 * minute, 0);
  const Timetable first = timetable(slots, alone(3), {});
  std::vector<Presentation> more = alone(5);
  more.erase(more.begin(), more.begin() + 3);
  const Timetable second = timetable(slots, more, first.placed);
  ASSERT_EQ(second.placed.size(), 2U);
  EXPECT_EQ(second.placed.front().slot.starts, at("2021-03-16T09:00:00+07:00"));
}

TEST(Timetable, names_who_finds_no_place) {
  const Timetable table = timetable(cut({day("2021-03-16", "Aula")}, 20 * minute, 10 * minute), alone(20), {});
  EXPECT_EQ(table.slots, 15U);
  EXPECT_EQ(table.left_out, (std::vector<std::string>{"p115", "p116", "p117", "p118", "p119"}));
}

}  // namespace
}  // namespace jejak::workflows
