#pragma once
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "engine/runtime/submission.hpp"

namespace jejak {

// Commands on their way to the processor's thread: many submit, one takes. Bounded.
class CommandQueue {
 public:
  explicit CommandQueue(std::size_t commands_max);

  // Moves `command` in; false when the queue is full or closed, and `command` is untouched.
  bool push(Submission& command);
  // Moves up to `commands_max` of the oldest to the end of `out`; returns how many.
  std::size_t take(std::vector<Submission>& out, std::size_t commands_max);

  // Waits for commands; false when there are none and never will be. `patience` given: true also when none came for so
  // long.
  bool wait(std::optional<std::chrono::microseconds> patience = std::nullopt);
  void close();  // refuses new commands
  std::size_t size() const;

 private:
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Submission> ring_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
  bool taker_waits_ = false;
  bool closed_ = false;
};

}  // namespace jejak
