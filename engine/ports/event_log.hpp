#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// The answer that was given to a request with an idempotency key, kept as long as the events.
struct IdempotencyRecord {
  Hash key{};      // SHA-256 over who asked and the key that they sent
  Hash request{};  // SHA-256 over method, target and body
  int status = 0;
  std::string answer;  // the body as it was sent
  Position position = 0;  // the last position that the request caused
};

// A log's size and the RFC 6962 tree head over its leaves.
struct LogHead {
  Position size = 0;
  Hash root{};  // SHA-256 of nothing when size is 0
  bool operator==(const LogHead&) const = default;
};

// The append-only log. One thread appends; any thread reads. Readers see a prefix of the log, never a gap.
class EventLog {
 public:
  virtual ~EventLog() = default;

  // Fills in `position`, `stream_version` and `leaf_hash` of `events` as the next append of exactly these events will
  // keep them, so that an answer can name them before it is kept itself. A `stream_version` that is not 0 on entry is the
  // caller's own knowledge and is taken as it is, without a look-up. Called by the appending thread; changes nothing, so
  // that a prepared batch may as well be given up.
  virtual std::optional<Failure> prepare(std::span<StoredEvent> events) = 0;

  // Appends all of `events` and `records` in one transaction and returns when they are durable (fsynced). On entry each
  // event has everything but `position`, `stream_version` and `leaf_hash`, which append fills in as prepare does; or all
  // of them went through prepare since the last append (the first position is not 0) and are kept as they are. The caller
  // is the only writer and sends times that do not go back. A stream version that is not the stream's next one is a
  // Failure (corrupt). On a Failure nothing was kept (not_durable: unknown).
  virtual Result<LogHead, Failure> append(std::span<StoredEvent> events,
                                          std::span<const IdempotencyRecord> records) = 0;

  // Called by the appending thread when it has nothing to do and nobody waits for a reply: the moment for work that
  // would otherwise delay one (SQLite: a checkpoint of the WAL).
  virtual void idle() {}

  // The number of events in `stream`; 0 for an unknown one.
  virtual Result<StreamVersion, Failure> stream_version(std::string_view stream) = 0;

  virtual LogHead head() = 0;
  virtual std::optional<Timestamp> last_time() = 0;  // the time of the last event

  // Calls `visit` for each event from position `from` on, in order, at most `limit` of them, until it returns false.
  // The event is valid during the call only.
  using Visit = std::function<bool(const StoredEvent&)>;
  virtual std::optional<Failure> read(Position from, std::uint64_t limit, const Visit& visit) = 0;

  // The same for one stream, from stream version `from` on. An unknown stream has no events.
  virtual std::optional<Failure> read_stream(std::string_view stream, StreamVersion from, std::uint64_t limit,
                                             const Visit& visit) = 0;

  virtual Result<std::optional<IdempotencyRecord>, Failure> find_idempotency(const Hash& key) = 0;

  // Roots and proofs of RFC 6962 / RFC 9162 over the first `size` leaves. Precondition: index < size <= head().size,
  // and first <= second <= head().size.
  virtual Result<Hash, Failure> root(Position size) = 0;
  virtual Result<std::vector<Hash>, Failure> inclusion_proof(Position index, Position size) = 0;
  virtual Result<std::vector<Hash>, Failure> consistency_proof(Position first, Position second) = 0;

  // The last position at or before `time`; 0 when none is.
  virtual Result<Position, Failure> position_at(Timestamp time) = 0;
};

}  // namespace jejak
