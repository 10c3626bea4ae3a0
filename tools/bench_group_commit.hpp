#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/sqlite/bare_rows.hpp"

namespace jejak::tools {

// One thread that commits whatever waits as one transaction and then answers all of it: the bare form of the
// command processor.
class GroupCommit {
 public:
  using Answered = std::function<void(std::vector<std::function<void()>> replies)>;

  // `answered` is given the replies of each durable batch, on the committing thread.
  GroupCommit(std::unique_ptr<BareRows> rows, std::size_t rows_per_write, Answered answered)
      : rows_(std::move(rows)),
        rows_per_write_(rows_per_write),
        answered_(std::move(answered)),
        thread_([this] { run(); }) {}

  ~GroupCommit() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
  }
  GroupCommit(const GroupCommit&) = delete;

  void submit(std::function<void()> reply) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(reply));
    if (waiting_.size() == 1) wake_.notify_one();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      std::vector<std::function<void()>> batch;
      batch.swap(waiting_);
      lock.unlock();
      const bool kept = !rows_->commit(batch.size() * rows_per_write_);
      if (kept) answered_(std::move(batch));
      lock.lock();
      if (!waiting_.empty()) continue;
      lock.unlock();
      rows_->idle();
      lock.lock();
    }
  }

  std::unique_ptr<BareRows> rows_;
  std::size_t rows_per_write_;
  Answered answered_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak::tools
