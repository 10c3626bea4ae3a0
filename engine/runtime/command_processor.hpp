#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>
#include <vector>

#include "engine/core/decision.hpp"
#include "engine/ports/clock.hpp"
#include "engine/ports/entropy.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/vault.hpp"
#include "engine/runtime/world.hpp"

namespace jejak {

// What was recorded of one event, for its receipt.
struct Recorded {
  Position position = 0;
  std::string stream;
  StreamVersion stream_version = 0;
  std::string id;
  std::string type;
  Timestamp time;
  Hash leaf_hash{};
};

struct Done {
  std::vector<Recorded> events;  // empty when nothing had to change
  json::object answer;           // Accepted::answer
};
struct Repeated {  // the key was used before for the same request: the first answer, as it was
  IdempotencyRecord first;
};
struct Overloaded {};  // the queue is full or the processor is stopping: nothing was done

using CommandOutcome = std::variant<Done, Repeated, Rejection, Failure, Overloaded>;

// One command on its way. `decide` runs on the processor's thread, exactly once; it is pure but for what it reads
// through World. `reply` is called once: on the processor's thread after the commit is durable, or at once on the
// caller's when Overloaded.
struct Submission {
  std::function<Decision(World&)> decide;
  std::string actor;
  std::string correlation_id;
  std::string causation_id;
  struct Key {
    Hash key{};
    Hash request{};
  };
  std::optional<Key> idempotency;
  // The status and body that the reply to `Done` will have, kept with the idempotency key. Called on the processor's
  // thread before the commit with positions and leaf hashes known; required where `idempotency` is set.
  std::function<std::pair<int, std::string>(const Done&)> render;
  std::function<void(CommandOutcome)> reply;
};

struct ProcessorLimits {
  std::size_t queue_max = 4096;
  std::size_t batch_max = 512;
  std::size_t events_per_command_max = 10'000;
};

// One thread that decides every command (DESIGN.md section 3): drains the queue, decides each in turn against the World,
// appends everything in one durable transaction, then answers all. A failed append answers Failure to all of the batch
// and drops the World; after Failure::not_durable it calls `on_not_durable` (the program ends the process).
class CommandProcessor {
 public:
  // `on_committed` is told the log's new size after each durable batch, before the replies.
  CommandProcessor(EventLog& log, Vault& vault, Clock& clock, Entropy& entropy, ProcessorLimits limits = {});
  ~CommandProcessor();  // stop()

  void on_committed(std::function<void(Position)> listener);
  void on_not_durable(std::function<void(const Failure&)> listener);

  void start();                    // the thread
  void submit(Submission command); // from any thread
  void stop();                     // decides what is queued, answers it, ends the thread

  // Without the thread: decides and commits what is queued, now, on the caller's thread. For specs and sample data.
  std::size_t drain();

  struct Counters {
    std::atomic<std::uint64_t> commands{0}, rejections{0}, events{0}, batches{0}, failures{0}, repeated{0};
  };
  const Counters& counters() const { return counters_; }
  std::size_t queued() const;

 private:
  struct Pending;
  std::size_t run_batch(std::deque<Submission>& batch);
  void decide_one(Submission& command, std::vector<Pending>& pending, std::vector<StoredEvent>& events);
  void loop();

  EventLog& log_;
  Vault& vault_;
  Clock& clock_;
  Entropy& entropy_;
  ProcessorLimits limits_;
  World world_;
  Counters counters_;
  std::function<void(Position)> committed_;
  std::function<void(const Failure&)> not_durable_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Submission> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace jejak
