#pragma once
#include <mutex>
#include <optional>
#include <unordered_map>

#include "storage/merkle/tree.hpp"
#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/event_log.hpp"
#include "storage/sqlite/log_row.hpp"
#include "storage/sqlite/reader_pool.hpp"

namespace jejak::sqlite {

// A read-only connection to the log with its statements.
struct LogReader {
  explicit LogReader(Connection opened);
  Connection connection;
  Statement events, events_with_nodes, stream_events, version_of, node, time_at, last, record;
  RowReader row;
};

// The one connection that writes, with its statements.
struct LogWriter {
  explicit LogWriter(Connection opened);
  Connection connection;
  Statement begin, commit, insert_event, insert_record, version_of;
};

// A node by level and index out of the rows, see log_schema.cpp. Valid as long as the reader.
NodeReader node_reader(LogReader& reader);

struct LastEvent {
  Position position = 0;
  std::optional<Timestamp> time;
};
Result<LastEvent, Failure> read_last(LogReader& reader);

}  // namespace jejak::sqlite

namespace jejak {

struct SqliteEventLog::State {
  State(std::filesystem::path path, StoreMode opened_for, SqliteLogOptions wanted);

  // Reads the last event and the tree's edge; nothing else, so that a long log starts as fast as a short one.
  std::optional<Failure> load();
  std::optional<Failure> open_writer();
  void note_wal_pages(int pages);
  Result<StreamVersion, Failure> committed_version(std::string_view stream);
  void forget_versions(std::span<const StoredEvent> events);
  std::optional<Failure> write(std::span<const StoredEvent> events,
                               std::span<const IdempotencyRecord> records, Frontier& edge);

  std::filesystem::path file;
  StoreMode mode;
  SqliteLogOptions options;

  // The appending thread's.
  std::optional<sqlite::LogWriter> writer;
  Frontier frontier;
  std::unordered_map<std::string, StreamVersion> versions;  // committed, of streams written to lately
  std::uint64_t wal_bytes = 0;                              // the WAL as of the last commit
  std::uint64_t wal_bytes_checkpointed = 0;                 // the same as of the last checkpoint
  std::optional<Failure> broken;                            // an fsync failed: nothing is appended any more

  std::mutex mutex;  // guards what follows
  LogHead head;
  std::optional<Timestamp> last_time;

  sqlite::ReaderPool<sqlite::LogReader> readers;
};

}  // namespace jejak
