#include "engine/runtime/command_queue.hpp"

#include <algorithm>
#include <utility>

namespace jejak {

CommandQueue::CommandQueue(std::size_t commands_max) : ring_(std::max<std::size_t>(commands_max, 1)) {}

bool CommandQueue::push(Submission& command) {
  bool wake = false;
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || size_ == ring_.size()) return false;
    ring_[(first_ + size_) % ring_.size()] = std::move(command);
    ++size_;
    wake = std::exchange(taker_waits_, false);
  }
  if (wake) wake_.notify_one();
  return true;
}

std::size_t CommandQueue::take(std::vector<Submission>& out, std::size_t commands_max) {
  const std::lock_guard lock(mutex_);
  const std::size_t taken = std::min(size_, commands_max);
  for (std::size_t n = 0; n < taken; ++n) {
    out.push_back(std::move(ring_[first_]));
    first_ = (first_ + 1) % ring_.size();
  }
  size_ -= taken;
  return taken;
}

bool CommandQueue::wait(std::optional<std::chrono::microseconds> patience) {
  std::unique_lock lock(mutex_);
  const auto awake = [this] { return size_ > 0 || closed_; };
  while (!awake()) {
    taker_waits_ = true;
    if (!patience) {
      wake_.wait(lock);
    } else if (wake_.wait_for(lock, *patience) == std::cv_status::timeout) {
      break;
    }
  }
  taker_waits_ = false;
  return size_ > 0 || !closed_;
}

void CommandQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  wake_.notify_one();
}

std::size_t CommandQueue::size() const {
  const std::lock_guard lock(mutex_);
  return size_;
}

}  // namespace jejak
