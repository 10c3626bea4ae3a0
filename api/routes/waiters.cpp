#include "api/routes/waiters.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace jejak::routes {

Waiters::~Waiters() { stop(); }

template <class Over>
std::vector<Waiters::Waiting> Waiters::take_if(Over over) {
  const auto rest = std::stable_partition(waiting_.begin(), waiting_.end(),
                                          [&](const Waiting& each) { return !over(each); });
  std::vector<Waiting> taken(std::make_move_iterator(rest), std::make_move_iterator(waiting_.end()));
  waiting_.erase(rest, waiting_.end());
  return taken;
}

Waiters::Answer Waiters::wait(Position position, Instant deadline, Resume resume) {
  {
    const std::lock_guard lock(mutex_);
    // The views may have come that far between the caller's look and this one.
    if (reached_ >= position) return Answer::reached;
    if (stopping_ || waiting_.size() >= waiting_max_) return Answer::full;
    waiting_.push_back({position, deadline, std::move(resume)});
  }
  wake_.notify_one();
  return Answer::waiting;
}

void Waiters::advanced(Position reached) {
  std::vector<Waiting> ready;
  {
    const std::lock_guard lock(mutex_);
    reached_ = std::max(reached_, reached);
    ready = take_if([&](const Waiting& each) { return each.position <= reached_; });
  }
  for (const Waiting& each : ready) each.resume(true);
}

void Waiters::expire(Instant now) {
  std::vector<Waiting> late;
  {
    const std::lock_guard lock(mutex_);
    late = take_if([&](const Waiting& each) { return each.deadline <= now; });
  }
  for (const Waiting& each : late) each.resume(false);
}

void Waiters::start() { thread_ = std::thread(&Waiters::loop, this); }

void Waiters::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  expire(Instant::max());
}

void Waiters::loop() {
  const auto earlier = [](const Waiting& left, const Waiting& right) {
    return left.deadline < right.deadline;
  };
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (waiting_.empty()) {
      wake_.wait(lock);
      continue;
    }
    const Instant next = std::min_element(waiting_.begin(), waiting_.end(), earlier)->deadline;
    wake_.wait_until(lock, next);
    lock.unlock();
    expire(std::chrono::steady_clock::now());
    lock.lock();
  }
}

}  // namespace jejak::routes
