#pragma once
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/ports/clock.hpp"
#include "engine/ports/vault.hpp"
#include "engine/runtime/random_pool.hpp"
#include "engine/runtime/submission.hpp"
#include "engine/runtime/world.hpp"

namespace jejak {

// The heart of the command processor, without threads: commands in, one append, outcomes out. Reused from batch to batch.
class CommandBatch {
 public:
  struct Limits {
    std::size_t events_per_command_max;
    std::size_t streams_max;
  };
  CommandBatch(EventLog& log, Vault& vault, Clock& clock, Entropy& entropy, Limits limits);

  // Decides each command in turn and keeps what they led to in one transaction. On a Failure nothing was kept and the
  // states are folded anew; it is then the outcome of every command.
  std::optional<Failure> run(std::span<Submission> commands);

  // The outcome of the command at `index` of the last run, which had no Failure. Once per command.
  CommandOutcome take_outcome(std::size_t index);

  Position log_size() const { return log_size_; }
  std::size_t events() const { return events_.size(); }  // of the last run
  bool kept_anything() const { return !events_.empty() || !records_.empty(); }

 private:
  // How far a command has come: its outcome is known, or it was accepted and waits for the commit with its events.
  struct Progress {
    std::optional<CommandOutcome> outcome;
    json::object answer;
    std::size_t events_first = 0;
    std::size_t events_count = 0;
    std::optional<std::size_t> record;        // in records_, when it came with a key
    std::optional<std::size_t> same_key_as;   // the command of this batch whose answer it gets
  };
  struct HashOfKey {
    std::size_t operator()(const Hash& key) const;
  };

  void clear();
  void decide(std::size_t index, Submission& command);
  bool answered_before(std::size_t index, const Submission& command);
  void accept(const Submission& command, Accepted accepted, Progress& progress);
  bool seal(std::vector<NewEvent>& events, Progress& progress);
  void record(const Submission& command, NewEvent event);
  void undo(Progress& progress);
  std::optional<Failure> keep(std::span<Submission> commands);
  void render(const Submission& command, Progress& progress);
  Done done(Progress& progress) const;
  void forget_everything();

  EventLog& log_;
  Vault& vault_;
  Clock& clock_;
  RandomPool random_;
  Limits limits_;
  World world_;
  Position log_size_ = 0;
  Timestamp last_time_;
  std::vector<Progress> progress_;
  std::vector<StoredEvent> events_;
  std::vector<json::value> sealed_;  // the data of the running command's events
  std::vector<IdempotencyRecord> records_;
  std::unordered_map<Hash, std::size_t, HashOfKey> keys_;  // of the accepted commands of this batch
};

}  // namespace jejak
