#include "api/routes/workers.hpp"

#include <exception>
#include <utility>

namespace jejak::routes {

Workers::Workers(unsigned threads, std::size_t queue_max, OnBug on_bug)
    : queue_max_(queue_max), on_bug_(std::move(on_bug)) {
  for (unsigned each = 0; each < threads; ++each) threads_.emplace_back(&Workers::loop, this);
}

Workers::~Workers() { stop(); }

bool Workers::submit(std::function<void()> job) {
  if (threads_.empty()) {
    run(job);
    return true;
  }
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || queue_.size() >= queue_max_) return false;
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return true;
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

void Workers::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    {
      const std::function<void()> job = std::move(queue_.front());
      queue_.pop_front();
      lock.unlock();
      run(job);
    }  // what the job holds is freed before the lock is taken again
    lock.lock();
  }
}

void Workers::run(const std::function<void()>& job) const {
  try {
    job();
  } catch (const std::exception& bug) {
    if (on_bug_) on_bug_(bug.what());
  }
}

}  // namespace jejak::routes
