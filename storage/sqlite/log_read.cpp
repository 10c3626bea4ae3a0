#include <algorithm>

#include "storage/sqlite/log_state.hpp"

namespace jejak {
namespace {

// A long read is made of short ones: a reader that stays inside one would keep the WAL from being reused.
constexpr std::uint64_t rows_per_statement = 4096;

Failure broken_row(Position position, const char* what) {
  return {Failure::Kind::corrupt, "event " + std::to_string(position) + " " + what};
}

// The end of a read: the visitor's wish, the last row, or a failure.
struct Outcome {
  std::uint64_t rows = 0;
  bool stopped = false;
  std::optional<Failure> failure;
};

// Steps through the rows of `statement`, whose first column is the position and whose positions or stream
// versions must be dense from `next`; `number_column` says which.
template <class Visit>
Outcome visit_rows(sqlite::LogReader& reader, sqlite::Statement& statement, int number_column,
                   std::uint64_t next, const Visit& visit) {
  Outcome outcome;
  int code = SQLITE_DONE;
  while (!outcome.stopped && (code = statement.step()) == SQLITE_ROW) {
    if (statement.count(number_column) != next) {
      outcome.failure = broken_row(statement.count(0), "comes after a gap");
    } else if (!reader.row.read(statement)) {
      outcome.failure = broken_row(statement.count(0), "is not readable");
    }
    if (outcome.failure) break;
    ++next;
    ++outcome.rows;
    outcome.stopped = !visit(reader.row.event(), statement);
  }
  if (code != SQLITE_DONE && code != SQLITE_ROW) outcome.failure = reader.connection.failure("read the log");
  statement.reset();
  return outcome;
}

template <class Visit>
std::optional<Failure> read_events(sqlite::LogReader& reader, sqlite::Statement& statement, Position from,
                                   std::uint64_t limit, const Visit& visit) {
  from = std::max<Position>(from, 1);
  while (limit > 0 && from <= INT64_MAX) {
    const std::uint64_t rows = std::min(limit, rows_per_statement);
    statement.bind(1, from).bind(2, rows);
    const Outcome outcome = visit_rows(reader, statement, 0, from, visit);
    if (outcome.failure || outcome.stopped || outcome.rows < rows) return outcome.failure;
    from += rows;
    limit -= rows;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Failure> SqliteEventLog::read(Position from, std::uint64_t limit, const Visit& visit) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  return read_events(**reader, (*reader)->events, from, limit,
                     [&visit](const StoredEvent& event, const sqlite::Statement&) { return visit(event); });
}

std::optional<Failure> SqliteEventLog::read_with_nodes(Position from, std::uint64_t limit,
                                                       const VisitWithNodes& visit) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  return read_events(**reader, (*reader)->events_with_nodes, from, limit,
                     [&visit](const StoredEvent& event, const sqlite::Statement& row) {
                       return visit(event, row.blob(sqlite::nodes_column));
                     });
}

Result<std::uint64_t, Failure> SqliteEventLog::rows_before_first() {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  const auto rows = (*reader)->connection.number("SELECT count(*) FROM events WHERE position < 1");
  if (!rows) return rows.error();
  return static_cast<std::uint64_t>(*rows);
}

Result<Position, Failure> SqliteEventLog::last_position() {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  const auto last = (*reader)->connection.number("SELECT max(0, coalesce(max(position), 0)) FROM events");
  if (!last) return last.error();
  return static_cast<Position>(*last);
}

std::optional<Failure> SqliteEventLog::read_stream(std::string_view stream, StreamVersion from,
                                                   std::uint64_t limit, const Visit& visit) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  from = std::max<StreamVersion>(from, 1);
  if (from > INT64_MAX) return std::nullopt;
  const auto rows = std::min<std::uint64_t>(limit, INT64_MAX);
  (*reader)->stream_events.bind(1, stream).bind(2, from).bind(3, rows);
  return visit_rows(**reader, (*reader)->stream_events, 2, from,
                    [&visit](const StoredEvent& event, const sqlite::Statement&) { return visit(event); })
      .failure;
}

Result<StreamVersion, Failure> SqliteEventLog::stream_version(std::string_view stream) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  sqlite::Statement& statement = (*reader)->version_of;
  statement.bind(1, stream);
  if (statement.step() != SQLITE_ROW) {
    statement.reset();
    return (*reader)->connection.failure("read a stream's version");
  }
  const StreamVersion version = statement.count(0);
  statement.reset();
  return version;
}

Result<std::optional<IdempotencyRecord>, Failure> SqliteEventLog::find_idempotency(const Hash& key) {
  auto reader = state_->readers.take();
  if (!reader) return reader.error();
  sqlite::Statement& statement = (*reader)->record;
  statement.bind_blob(1, key);
  const int code = statement.step();
  std::optional<IdempotencyRecord> found;
  if (code == SQLITE_ROW) {
    found.emplace();
    found->key = key;
    const std::string_view request = statement.blob(0);
    std::copy_n(request.begin(), std::min(request.size(), found->request.size()),
                reinterpret_cast<char*>(found->request.data()));
    found->status = static_cast<int>(statement.number(1));
    found->answer = statement.blob(2);
    found->position = statement.count(3);
  }
  statement.reset();
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    return (*reader)->connection.failure("look up an idempotency key");
  return found;
}

}  // namespace jejak
