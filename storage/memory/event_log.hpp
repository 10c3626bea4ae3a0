#pragma once
#include <map>
#include <mutex>
#include <unordered_map>

#include "engine/ports/event_log.hpp"
#include "storage/merkle/tree.hpp"

namespace jejak {

// The reference adapter: the log as a vector. Thread-safe; nothing outlives it.
class MemoryEventLog final : public EventLog {
 public:
  // For tests: the next append keeps nothing and fails with this.
  void fail_next_append(Failure failure);

  std::optional<Failure> prepare(std::span<StoredEvent> events) override;
  Result<LogHead, Failure> append(std::span<StoredEvent> events,
                                  std::span<const IdempotencyRecord> records) override;
  Result<StreamVersion, Failure> stream_version(std::string_view stream) override;
  LogHead head() override;
  std::optional<Timestamp> last_time() override;
  std::optional<Failure> read(Position from, std::uint64_t limit, const Visit& visit) override;
  std::optional<Failure> read_stream(std::string_view stream, StreamVersion from, std::uint64_t limit,
                                     const Visit& visit) override;
  Result<std::optional<IdempotencyRecord>, Failure> find_idempotency(const Hash& key) override;
  Result<Hash, Failure> root(Position size) override;
  Result<std::vector<Hash>, Failure> inclusion_proof(Position index, Position size) override;
  Result<std::vector<Hash>, Failure> consistency_proof(Position first, Position second) override;
  Result<Position, Failure> position_at(Timestamp time) override;

 private:
  std::optional<Failure> check(std::span<const StoredEvent> events,
                               std::span<const IdempotencyRecord> records) const;
  StreamVersion version_of(std::string_view stream) const;
  std::vector<Hash> leaves(Position size) const;

  mutable std::mutex mutex_;
  std::vector<StoredEvent> events_;
  std::unordered_map<std::string, std::vector<Position>> streams_;
  std::map<Hash, IdempotencyRecord> records_;
  Frontier frontier_;
  std::optional<Failure> next_failure_;
};

}  // namespace jejak
