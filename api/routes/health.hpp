#pragma once
#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "engine/core/event.hpp"
#include "engine/core/time.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::routes {

// Whether requests should come here (/readyz). Not before the start is over, not while the views fail to follow the
// log, and not when they have stood still behind it for `standstill_max`. Safe from any thread.
class Health {
 public:
  static constexpr std::chrono::seconds standstill_max{10};

  void ready(bool yes);
  void views_failed(const Failure& failure);  // until the views advance again
  void views_advanced();

  struct Obstacle {
    std::string code;    // "not_ready", "views_failed", "views_stand_still"
    std::string detail;  // one sentence that tells no more of the machine than that
  };
  // Nothing where requests may come. `now` never goes back.
  std::optional<Obstacle> obstacle(Position log_size, Position views, Timestamp now);

 private:
  std::mutex mutex_;
  bool ready_ = false;
  std::optional<Failure::Kind> failed_;
  Position behind_at_ = 0;  // where the views stood when they were first seen behind
  std::optional<Timestamp> behind_since_;
};

}  // namespace jejak::routes
