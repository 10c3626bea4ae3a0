#pragma once
#include <chrono>

#include "engine/ports/clock.hpp"

namespace jejak::tools {

// The machine's own clock, in UTC.
class SystemClock final : public Clock {
 public:
  Timestamp now() override {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since_epoch).count()};
  }
};

// A clock that stands where it was set.
class SetClock final : public Clock {
 public:
  explicit SetClock(Timestamp time = {}) : time_(time) {}
  Timestamp now() override { return time_; }
  void set(Timestamp time) { time_ = time; }

 private:
  Timestamp time_;
};

}  // namespace jejak::tools
