#include "engine/runtime/read_ahead.hpp"

#include <gtest/gtest.h>

#include "tests/specs/runtime/sample_views.hpp"

namespace jejak::specs {
namespace {

constexpr std::size_t run_events = 7;

struct Log {
  explicit Log(int events) {
    std::vector<StoredEvent> all;
    for (int n = 1; n <= events; ++n) {
      all.push_back(stored_event("a", "Added", canonical_json(json::object{{"by", n}})));
    }
    EXPECT_TRUE(log.append(all, {}).has_value());
  }
  MemoryEventLog log;
};

// What a reader gets until there is nothing more, one line an event.
std::vector<std::string> all_of(ReadAhead& ahead) {
  std::vector<std::string> lines;
  for (;;) {
    const auto run = ahead.next();
    EXPECT_TRUE(run.has_value());
    if (!run || run->empty()) return lines;
    for (const Event& event : *run) lines.push_back(std::to_string(event.position) + canonical_json(event.data));
  }
}

TEST(Read_ahead, gives_every_event_once_in_order_however_many_runs_it_takes) {
  Log given(100);
  ReadAhead ahead(given.log, 1, 100, run_events);
  const auto lines = all_of(ahead);
  ASSERT_EQ(lines.size(), 100U);
  for (std::size_t n = 0; n < lines.size(); ++n) {
    EXPECT_EQ(lines[n], std::to_string(n + 1) + R"({"by":)" + std::to_string(n + 1) + "}");
  }
}

TEST(Read_ahead, keeps_to_the_first_and_the_last_position_that_it_was_given) {
  Log given(100);
  ReadAhead ahead(given.log, 20, 31, run_events);
  const auto lines = all_of(ahead);
  ASSERT_EQ(lines.size(), 12U);
  EXPECT_EQ(lines.front(), R"(20{"by":20})");
  EXPECT_EQ(lines.back(), R"(31{"by":31})");
}

TEST(Read_ahead, gives_what_came_before_an_event_that_is_damaged_and_then_names_it) {
  MemoryEventLog log;
  std::vector<StoredEvent> events{stored_event("a", "Added", R"({"by":1})"), stored_event("a", "Added", "{"),
                                  stored_event("a", "Added", R"({"by":3})")};
  ASSERT_TRUE(log.append(events, {}).has_value());
  ReadAhead ahead(log, 1, 3, run_events);
  const auto before = ahead.next();
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->size(), 1U);
  const auto after = ahead.next();
  ASSERT_FALSE(after.has_value());
  EXPECT_EQ(after.error().message, "the data of position 2 is not JSON");
}

TEST(Read_ahead, tells_that_the_log_ends_before_its_target) {
  Log given(3);
  ReadAhead ahead(given.log, 1, 5, run_events);
  ASSERT_TRUE(ahead.next().has_value());
  const auto after = ahead.next();
  ASSERT_FALSE(after.has_value());
  EXPECT_EQ(after.error().kind, Failure::Kind::unavailable);
}

TEST(Read_ahead, ends_at_once_when_nobody_takes_what_it_read) {
  Log given(100);
  const ReadAhead ahead(given.log, 1, 100, run_events);
}

}  // namespace
}  // namespace jejak::specs
