#include "api/routes/health.hpp"

namespace jejak::routes {
namespace {

std::string sentence_of(Failure::Kind kind) {
  if (kind == Failure::Kind::full)
    return "The disk is full: the views cannot follow the log. Reads show an earlier state; writing waits for room.";
  return "The views cannot follow the log just now: reads show an earlier state.";
}

}  // namespace

void Health::ready(bool yes) {
  const std::lock_guard lock(mutex_);
  ready_ = yes;
}

void Health::views_failed(const Failure& failure) {
  const std::lock_guard lock(mutex_);
  failed_ = failure.kind;
}

void Health::views_advanced() {
  const std::lock_guard lock(mutex_);
  failed_.reset();
  behind_since_.reset();
}

std::optional<Health::Obstacle> Health::obstacle(Position log_size, Position views, Timestamp now) {
  const std::lock_guard lock(mutex_);
  if (!ready_) return Obstacle{"not_ready", "The server is starting or stopping."};
  if (failed_) return Obstacle{"views_failed", sentence_of(*failed_)};
  if (views >= log_size) {
    behind_since_.reset();
    return std::nullopt;
  }
  if (!behind_since_ || behind_at_ != views) {
    behind_at_ = views;
    behind_since_ = now;
  }
  if (now.microseconds - behind_since_->microseconds < std::chrono::microseconds(standstill_max).count()) return std::nullopt;
  return Obstacle{"views_stand_still", "The views have stood still behind the log: reads show an earlier state."};
}

}  // namespace jejak::routes
