#pragma once
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/runtime/command_processor.hpp"
#include "storage/memory/event_log.hpp"
#include "storage/memory/vault.hpp"
#include "tests/support/decider.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tests/support/virtual_clock.hpp"

namespace jejak::specs {

// The smallest domain that can show what the processor promises: a count that may not pass a limit.
struct Count {
  std::int64_t total = 0;
  std::vector<std::string> notes;  // canonical bytes of each event's data, as folded
};

inline void evolve(Count& count, const Event& event) {
  if (event.type == "Poisonous") throw std::runtime_error("evolve was given poison");
  if (const json::value* by = event.data.as_object().if_contains("by")) count.total += by->as_int64();
  count.notes.push_back(canonical_json(event.data));
}

inline constexpr std::int64_t count_max = 100;

struct Add {
  std::int64_t by = 1;
  std::string stream = "count-a";
};

inline Decision decide(const Count& count, const Add& add) {
  if (count.total + add.by > count_max) {
    return Rejection{Refusal::conflict, "too_much", "At most 100.", "Paling banyak 100.", {}};
  }
  return Accepted{{support::event(add.stream, "Added", {{"by", add.by}})}, {{"total", count.total + add.by}}};
}

// A memory log that can also fail to be read, and that tells how often it was written to.
class FaultyLog final : public EventLog {
 public:
  std::optional<Failure> fail_reads, fail_prepare;
  std::size_t appends = 0, stream_reads = 0;
  std::atomic<std::size_t> idles = 0;
  MemoryEventLog memory;

  std::optional<Failure> prepare(std::span<StoredEvent> events) override {
    return fail_prepare ? fail_prepare : memory.prepare(events);
  }
  Result<LogHead, Failure> append(std::span<StoredEvent> events,
                                  std::span<const IdempotencyRecord> records) override {
    ++appends;
    return memory.append(events, records);
  }
  void idle() override { ++idles; }
  Result<StreamVersion, Failure> stream_version(std::string_view stream) override {
    if (fail_reads) return *fail_reads;
    return memory.stream_version(stream);
  }
  LogHead head() override { return memory.head(); }
  std::optional<Timestamp> last_time() override { return memory.last_time(); }
  std::optional<Failure> read(Position from, std::uint64_t limit, const Visit& visit) override {
    return fail_reads ? fail_reads : memory.read(from, limit, visit);
  }
  std::optional<Failure> read_stream(std::string_view stream, StreamVersion from, std::uint64_t limit,
                                     const Visit& visit) override {
    ++stream_reads;
    return fail_reads ? fail_reads : memory.read_stream(stream, from, limit, visit);
  }
  Result<std::optional<IdempotencyRecord>, Failure> find_idempotency(const Hash& key) override {
    if (fail_reads) return *fail_reads;
    return memory.find_idempotency(key);
  }
  Result<Hash, Failure> root(Position size) override { return memory.root(size); }
  Result<std::vector<Hash>, Failure> inclusion_proof(Position index, Position size) override {
    return memory.inclusion_proof(index, size);
  }
  Result<std::vector<Hash>, Failure> consistency_proof(Position first, Position second) override {
    return memory.consistency_proof(first, second);
  }
  Result<Position, Failure> position_at(Timestamp time) override { return memory.position_at(time); }
};

// A processor over memory with the clock standing still. Commands are queued with send() and run with drain().
struct Machine {
  FaultyLog log;
  support::VirtualClock clock;
  support::SeededEntropy entropy;
  MemoryVault vault{entropy};
  std::unique_ptr<CommandProcessor> processor;
  std::map<std::string, CommandOutcome> outcomes;  // by the label that was sent with the command
  std::vector<std::string> order;                  // the labels in order of their replies

  explicit Machine(ProcessorLimits limits = {}) { restart(limits); }

  void restart(ProcessorLimits limits = {}) {
    processor = std::make_unique<CommandProcessor>(log, vault, clock, entropy, limits);
  }
  Submission submission(const std::string& label, std::function<Decision(World&)> decide) {
    Submission command;
    command.decide = std::move(decide);
    command.actor = "secretariat";
    command.correlation_id = "request-" + label;
    command.reply = [this, label](CommandOutcome outcome) {
      order.push_back(label);
      outcomes.insert_or_assign(label, std::move(outcome));
    };
    return command;
  }
  void send(const std::string& label, std::function<Decision(World&)> decide) {
    processor->submit(submission(label, std::move(decide)));
  }
  static std::function<Decision(World&)> adding(const Add& add) {
    return [add](World& world) { return decide(world.read<Count>(add.stream), add); };
  }
  void send_keyed(const std::string& label, unsigned char key, unsigned char request, const Add& add) {
    Submission command = submission(label, adding(add));
    command.idempotency = Submission::Key{};
    command.idempotency->key[0] = key;
    command.idempotency->request[0] = request;
    command.render = [](const Done& done) {
      const Recorded& last = done.events.back();
      return std::pair(201, std::to_string(last.position) + " " + to_hex(last.leaf_hash) + " " +
                                canonical_json(json::value(done.answer)));
    };
    processor->submit(std::move(command));
  }
  template <class Outcome>
  const Outcome* outcome(const std::string& label) const {
    const auto found = outcomes.find(label);
    return found == outcomes.end() ? nullptr : std::get_if<Outcome>(&found->second);
  }
  std::vector<StoredEvent> stored() {
    std::vector<StoredEvent> events;
    log.memory.read(1, 1'000'000, [&](const StoredEvent& event) {
      events.push_back(event);
      return true;
    });
    return events;
  }
};

}  // namespace jejak::specs
