#include "engine/runtime/commit_thread.hpp"

#include <string>
#include <utility>

namespace jejak {

CommitThread::CommitThread(ViewStore& store) : store_(store), thread_([this] { loop(); }) {}

CommitThread::~CommitThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void CommitThread::begin(CollectedBatch& collected) {
  {
    const std::lock_guard lock(mutex_);
    running_ = &collected;
  }
  wake_.notify_all();
}

std::optional<Failure> CommitThread::wait() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return running_ == nullptr; });
  return std::exchange(outcome_, std::nullopt);
}

void CommitThread::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || running_ != nullptr; });
    if (running_ == nullptr) return;
    CollectedBatch& collected = *running_;
    lock.unlock();
    std::optional<Failure> outcome = store_.commit(collected.batch);
    lock.lock();
    outcome_ = std::move(outcome);
    running_ = nullptr;
    wake_.notify_all();
  }
}

}  // namespace jejak
