#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "engine/ports/clock.hpp"
#include "engine/ports/entropy.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/vault.hpp"
#include "engine/runtime/submission.hpp"
#include "engine/runtime/world.hpp"

namespace jejak {

struct ProcessorLimits {
  std::size_t queue_max = 4096;
  std::size_t batch_max = 512;
  std::size_t events_per_command_max = 20'000;
  std::size_t streams_max = 200'000;           // states kept in memory between batches
  std::chrono::microseconds idle_after{2'000};  // quiet for so long, the log is told that it may tidy up
};

// One thread that decides every command (DESIGN.md section 3): drains the queue, decides each in turn against the World,
// appends everything in one durable transaction, then answers all. A failed append answers Failure to all of the batch
// and drops the World; after Failure::not_durable it calls `on_not_durable` (the program ends the process) and answers
// every later command with that failure. A decision that throws fails alone (Failure::defect).
class CommandProcessor {
 public:
  // `on_committed` is told the log's new size after each durable batch, before the replies. Both listeners are set
  // before the first command.
  CommandProcessor(EventLog& log, Vault& vault, Clock& clock, Entropy& entropy, ProcessorLimits limits = {});
  ~CommandProcessor();  // stop()
  CommandProcessor(const CommandProcessor&) = delete;
  CommandProcessor& operator=(const CommandProcessor&) = delete;

  void on_committed(std::function<void(Position)> listener);
  void on_not_durable(std::function<void(const Failure&)> listener);

  void start();                     // the thread; once
  void submit(Submission command);  // from any thread
  void stop();                      // decides what is queued, answers it, ends the thread

  // Without the thread: decides and commits what is queued, now, on the caller's thread; returns how many commands. For
  // specs and sample data.
  std::size_t drain();

  struct Counters {
    std::atomic<std::uint64_t> commands{0}, rejections{0}, events{0}, batches{0}, failures{0}, repeated{0},
        overloaded{0};
  };
  const Counters& counters() const { return counters_; }
  std::size_t queued() const;

 private:
  struct State;
  void run_batch();
  void loop();

  Counters counters_;
  std::unique_ptr<State> state_;
};

}  // namespace jejak
