#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "engine/ports/clock.hpp"

namespace jejak {

// Something that is to happen to a stream at an instant. Timers are durable because they are part of a view; the command
// that fires one is idempotent (it does nothing when the stream no longer waits for it).
struct DueTimer {
  std::string stream;
  std::string key;  // which of the stream's timers
  Timestamp due;
  auto operator<=>(const DueTimer&) const = default;
};

struct TimerSource {
  // Timers due at or before `now`, in order of their due time, at most `max`.
  std::function<std::vector<DueTimer>(Timestamp now, std::size_t max)> find_due;
  // When the next one is due, now or later; nothing when none waits.
  std::function<std::optional<Timestamp>()> next_due;
  // Submits the command that fires the timer; from the loop's thread, returns at once.
  std::function<void(const DueTimer&)> fire;
};

// Fires what is due, each timer once while the view that lists it lags behind, and again after `retry_after` when it is
// still listed then (its command was lost with a failed commit).
class DueTimers {
 public:
  DueTimers(Clock& clock, TimerSource source, std::size_t fired_at_once_max = 100,
            std::chrono::microseconds retry_after = std::chrono::seconds(10));

  std::size_t fire_due();  // one pass; returns how many were fired
  std::optional<Timestamp> next_due() const { return source_.next_due(); }
  bool waiting() const { return !fired_.empty(); }  // for a view that still lists what was fired

 private:
  Clock& clock_;
  TimerSource source_;
  std::size_t fired_at_once_max_;
  std::chrono::microseconds retry_after_;
  std::map<DueTimer, Timestamp> fired_;  // and still listed, with the time when
};

// The thread that does so: sleeps until the next timer is due or notify() says that there may be another one.
class TimerLoop {
 public:
  TimerLoop(Clock& clock, DueTimers timers, std::chrono::milliseconds longest_sleep = std::chrono::seconds(1));
  ~TimerLoop();  // stop()
  TimerLoop(const TimerLoop&) = delete;
  TimerLoop& operator=(const TimerLoop&) = delete;

  void start();
  void notify();  // from any thread: the view of timers may have changed
  void stop();

 private:
  void loop();
  std::chrono::microseconds until_next();

  Clock& clock_;
  DueTimers timers_;
  std::chrono::milliseconds longest_sleep_;  // so that a clock that is set forward is noticed
  std::mutex mutex_;
  std::condition_variable wake_;
  bool notified_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak
