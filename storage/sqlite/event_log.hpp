#pragma once
#include <filesystem>
#include <memory>

#include "engine/ports/event_log.hpp"

namespace jejak {

// How a store's folder is held: `write` by the one process that appends, `read` beside it or without it.
enum class StoreMode { read, write };

struct SqliteLogOptions {
  std::string vfs;                                        // SQLite's VFS; empty is the system's own
  std::uint64_t wal_bytes_idle = std::uint64_t{1} << 20;  // idle() checkpoints a WAL that is larger
  std::uint64_t wal_bytes_max = std::uint64_t{64}
                                << 20;  // append() does so itself, before its next transaction
  std::uint64_t file_bytes_max = 0;     // a quota, for tests; 0 is none
};

// The log in one SQLite file (log.db), readable with the plain sqlite3 shell. Its tables and triggers are in
// schema.cpp. One connection writes and checkpoints; readers have their own read-only connections, one per
// thread at a time. In read mode append and prepare are refused, and head() is that of the file at the time
// of the call.
class SqliteEventLog final : public EventLog {
 public:
  // Opens `file`; in write mode makes it when it is not there. The caller holds the folder's lock in write
  // mode.
  static Result<std::unique_ptr<SqliteEventLog>, Failure> open(const std::filesystem::path& file,
                                                               StoreMode mode,
                                                               const SqliteLogOptions& options = {});
  ~SqliteEventLog() override;  // checkpoints and truncates the WAL in write mode
  SqliteEventLog(const SqliteEventLog&) = delete;

  std::optional<Failure> prepare(std::span<StoredEvent> events) override;
  Result<LogHead, Failure> append(std::span<StoredEvent> events,
                                  std::span<const IdempotencyRecord> records) override;
  void idle() override;
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

  // Moves the WAL into the file, as far as readers let it; by the appending thread.
  std::optional<Failure> checkpoint();

  // The events with the interior nodes that are stored beside them, for verification. `nodes` is the
  // concatenation of the nodes that the event's leaf completes, levels upwards.
  using VisitWithNodes = std::function<bool(const StoredEvent&, std::string_view nodes)>;
  std::optional<Failure> read_with_nodes(Position from, std::uint64_t limit, const VisitWithNodes& visit);

  // How many rows stand before position 1, where no event can be; nothing reads them, but somebody put them
  // there.
  Result<std::uint64_t, Failure> rows_before_first();

  // The position of the last row; unlike head() it asks nothing of the tree.
  Result<Position, Failure> last_position();

 private:
  struct State;
  explicit SqliteEventLog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace jejak
