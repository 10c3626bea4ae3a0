#pragma once
#include <atomic>
#include <chrono>

#include "engine/ports/clock.hpp"

namespace jejak::support {

// A clock that stands still until it is told to move. Any thread may read and move it.
class VirtualClock final : public Clock {
 public:
  // 2022-05-25T02:00:00Z: the morning of the first seminar in the sample competition.
  explicit VirtualClock(Timestamp start = Timestamp{1'653'444'000'000'000}) : now_(start.microseconds) {}

  Timestamp now() override { return Timestamp{now_.load()}; }
  void advance(std::chrono::microseconds by) { now_ += by.count(); }
  void set(Timestamp to) { now_ = to.microseconds; }  // may go back, as a machine's clock may

 private:
  std::atomic<std::int64_t> now_;
};

}  // namespace jejak::support
