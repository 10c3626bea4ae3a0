#include <gtest/gtest.h>

#include <algorithm>

#include "engine/runtime/timers.hpp"
#include "tests/support/virtual_clock.hpp"

namespace jejak::specs {
namespace {

using namespace std::chrono_literals;

struct Timers {
  support::VirtualClock clock{Timestamp{0}};
  std::vector<DueTimer> listed;
  std::vector<std::string> fired;
  DueTimers due{clock,
                {[this](Timestamp now, std::size_t max) { return find(now, max); },
                 [] { return std::optional<Timestamp>(); },
                 [this](const DueTimer& timer) { fired.push_back(timer.key); }},
                2, 10s};

  std::vector<DueTimer> find(Timestamp now, std::size_t max) const {
    std::vector<DueTimer> found;
    for (const DueTimer& timer : listed) {
      if (timer.due <= now && found.size() < max) found.push_back(timer);
    }
    return found;
  }
};

TEST(Timers, fire_at_their_instant_and_not_before) {
  Timers timers;
  timers.listed = {{"proposal-1", "window", Timestamp{1'000'000}}};
  EXPECT_EQ(timers.due.fire_due(), 0U);
  timers.clock.advance(1s);
  EXPECT_EQ(timers.due.fire_due(), 1U);
  EXPECT_EQ(timers.fired, (std::vector<std::string>{"window"}));
}

TEST(Timers, fire_once_while_the_view_lags_behind) {
  Timers timers;
  timers.listed = {{"proposal-1", "window", Timestamp{0}}};
  EXPECT_EQ(timers.due.fire_due(), 1U);
  timers.clock.advance(9s);
  EXPECT_EQ(timers.due.fire_due(), 0U);
}

TEST(Timers, fire_again_when_the_view_still_lists_them_much_later) {
  Timers timers;
  timers.listed = {{"proposal-1", "window", Timestamp{0}}};
  timers.due.fire_due();
  timers.clock.advance(10s);
  EXPECT_EQ(timers.due.fire_due(), 1U);
}

TEST(Timers, fire_nothing_twice_and_nothing_early_when_the_clock_goes_back_and_forward) {
  Timers timers;
  timers.listed = {{"proposal-1", "a", Timestamp{1'000'000}}, {"proposal-1", "b", Timestamp{9'000'000}}};
  timers.clock.set(Timestamp{2'000'000});
  EXPECT_EQ(timers.due.fire_due(), 1U);
  timers.listed.erase(timers.listed.begin());  // the log says that it fired, whatever the clock says
  timers.clock.set(Timestamp{500'000});
  EXPECT_EQ(timers.due.fire_due(), 0U);
  timers.clock.set(Timestamp{8'999'999});
  EXPECT_EQ(timers.due.fire_due(), 0U);
  timers.clock.set(Timestamp{9'000'000});
  EXPECT_EQ(timers.due.fire_due(), 1U);
  EXPECT_EQ(timers.fired, (std::vector<std::string>{"a", "b"}));
}

TEST(Timers, do_not_wait_behind_those_already_fired) {
  Timers timers;
  timers.listed = {{"a", "1", Timestamp{0}}, {"a", "2", Timestamp{0}}, {"a", "3", Timestamp{0}}};
  EXPECT_EQ(timers.due.fire_due(), 2U);
  EXPECT_EQ(timers.due.fire_due(), 1U);
  EXPECT_EQ(timers.fired, (std::vector<std::string>{"1", "2", "3"}));
}

TEST(Timers, may_be_set_anew_with_the_same_key) {
  Timers timers;
  timers.listed = {{"a", "1", Timestamp{0}}};
  timers.due.fire_due();
  timers.listed.clear();
  timers.due.fire_due();
  timers.listed = {{"a", "1", Timestamp{0}}};
  EXPECT_EQ(timers.due.fire_due(), 1U);
}

TEST(Timers, fire_on_their_own_thread_when_told_of) {
  support::VirtualClock clock{Timestamp{0}};
  std::mutex mutex;
  std::condition_variable fired;
  bool listed = false;
  bool done = false;
  TimerSource source;
  source.find_due = [&](Timestamp, std::size_t) {
    const std::lock_guard lock(mutex);
    return listed ? std::vector<DueTimer>{{"a", "1", Timestamp{0}}} : std::vector<DueTimer>{};
  };
  source.next_due = [] { return std::optional<Timestamp>(); };
  source.fire = [&](const DueTimer&) {
    const std::lock_guard lock(mutex);
    done = true;
    fired.notify_all();
  };
  TimerLoop loop(clock, DueTimers(clock, source), std::chrono::hours(1));
  loop.start();
  std::unique_lock lock(mutex);
  listed = true;
  lock.unlock();
  loop.notify();
  lock.lock();
  EXPECT_TRUE(fired.wait_for(lock, 20s, [&] { return done; }));
  lock.unlock();
  loop.stop();
}

}  // namespace
}  // namespace jejak::specs
