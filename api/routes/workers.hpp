#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace jejak::routes {

// Threads for what would block an I/O thread: reads of the view store and of the log. The queue is bounded.
class Workers {
 public:
  using OnBug = std::function<void(std::string_view what)>;
  // Without threads every job runs at once on the submitting thread: the form for specs.
  Workers(unsigned threads, std::size_t queue_max, OnBug on_bug);
  ~Workers();  // stop()

  // False where the queue is full or stop() was called: the job was not taken. An exception from a job is a
  // bug: it is told to on_bug and goes no further (an uncalled Reply in the job then answers 500 by itself).
  bool submit(std::function<void()> job);
  void stop();  // runs what is queued, then ends the threads

 private:
  void loop();
  void run(const std::function<void()>& job) const;

  std::size_t queue_max_;
  OnBug on_bug_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jejak::routes
