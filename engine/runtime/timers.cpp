#include "engine/runtime/timers.hpp"

#include <algorithm>
#include <utility>

namespace jejak {

DueTimers::DueTimers(Clock& clock, TimerSource source, std::size_t fired_at_once_max,
                     std::chrono::microseconds retry_after)
    : clock_(clock), source_(std::move(source)), fired_at_once_max_(fired_at_once_max), retry_after_(retry_after) {}

std::size_t DueTimers::fire_due() {
  const Timestamp now = clock_.now();
  // Those already fired may still be listed first; asking for more of them keeps the others from waiting behind.
  const std::vector<DueTimer> due = source_.find_due(now, fired_at_once_max_ + fired_.size());
  std::erase_if(fired_, [&](const auto& fired) { return std::find(due.begin(), due.end(), fired.first) == due.end(); });
  std::size_t count = 0;
  for (const DueTimer& timer : due) {
    const auto [fired, fresh] = fired_.try_emplace(timer, now);
    if (!fresh && now.microseconds - fired->second.microseconds < retry_after_.count()) continue;
    fired->second = now;
    source_.fire(timer);
    ++count;
  }
  return count;
}

TimerLoop::TimerLoop(Clock& clock, DueTimers timers, std::chrono::milliseconds longest_sleep)
    : clock_(clock), timers_(std::move(timers)), longest_sleep_(longest_sleep) {}

TimerLoop::~TimerLoop() { stop(); }

void TimerLoop::start() {
  thread_ = std::thread([this] { loop(); });
}

void TimerLoop::notify() {
  {
    const std::lock_guard lock(mutex_);
    notified_ = true;
  }
  wake_.notify_one();
}

void TimerLoop::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void TimerLoop::loop() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    notified_ = false;
    lock.unlock();
    timers_.fire_due();
    const auto sleep = until_next();
    lock.lock();
    wake_.wait_for(lock, sleep, [this] { return stopping_ || notified_; });
  }
}

// A fired timer is listed until the view has followed; notify() comes when it has, so there is no hurry.
std::chrono::microseconds TimerLoop::until_next() {
  const std::chrono::microseconds longest = longest_sleep_;
  if (timers_.waiting()) return longest;
  const auto next = timers_.next_due();
  if (!next) return longest;
  return std::clamp(std::chrono::microseconds(next->microseconds - clock_.now().microseconds),
                    std::chrono::microseconds(1'000), longest);
}

}  // namespace jejak
