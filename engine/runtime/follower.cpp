#include "engine/runtime/follower.hpp"

#include <utility>

namespace jejak {

Follower::Follower(std::function<Step(Position)> step, Pace pace) : step_(std::move(step)), pace_(pace) {}

Follower::~Follower() { stop(); }

void Follower::start() {
  thread_ = std::thread([this] { loop(); });
}

void Follower::notify(Position target) {
  {
    const std::lock_guard lock(mutex_);
    if (target <= target_) return;
    target_ = target;
  }
  wake_.notify_one();
}

void Follower::hurry() {
  {
    const std::lock_guard lock(mutex_);
    hurried_ = true;
  }
  wake_.notify_one();
}

void Follower::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Follower::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    wake_.wait(lock, [this] { return stopping_ || target_ > reached_; });
    if (stopping_) break;
    const Position target = target_;
    lock.unlock();
    const Step step = step_(target);
    lock.lock();
    if (step == Step::more) continue;
    if (step == Step::reached) reached_ = target;
    const bool reached = step == Step::reached;
    const auto rest = reached ? pace_.pause : pace_.retry_after;
    if (rest.count() > 0) wake_.wait_for(lock, rest, [&] { return stopping_ || (reached && hurried_); });
    hurried_ = false;
  }
}

}  // namespace jejak
