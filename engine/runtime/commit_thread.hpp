#pragma once
#include <boost/json/monotonic_resource.hpp>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

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

  // Begins to commit a detached batch, which the caller leaves alone until wait(). Precondition: none is running.
  void begin(CollectedBatch& collected);
  // Waits for the commit that was begun and tells its outcome.
  std::optional<Failure> wait();

 private:
  void loop();
  std::optional<Failure> commit(CollectedBatch& collected);

  ViewStore& store_;
  std::mutex mutex_;
  std::condition_variable wake_;
  CollectedBatch* running_ = nullptr;
  std::optional<Failure> outcome_;
  bool stopping_ = false;
  std::vector<json::value> documents_;  // of the running batch, in buffer_
  std::vector<unsigned char> buffer_{0};
  std::thread thread_;
};

}  // namespace jejak
