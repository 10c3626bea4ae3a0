#pragma once
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/runtime/collected_batch.hpp"

namespace jejak {

// Commits one batch while the next one is being folded. Views that are far behind need it: folding and committing take
// about as long as each other.
class CommitThread {
 public:
  explicit CommitThread(ViewStore& store);
  ~CommitThread();  // after the running commit
  CommitThread(const CommitThread&) = delete;
  CommitThread& operator=(const CommitThread&) = delete;

  // Begins to commit a batch, which the caller leaves alone until wait(). Precondition: none is running.
  void begin(CollectedBatch& collected);
  // Waits for the commit that was begun and tells its outcome.
  std::optional<Failure> wait();

 private:
  void loop();

  ViewStore& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  CollectedBatch* running_ = nullptr;
  std::optional<Failure> outcome_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak
