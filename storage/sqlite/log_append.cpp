#include "storage/merkle/leaf.hpp"
#include "storage/sqlite/log_state.hpp"

namespace jejak {
namespace {

constexpr std::size_t versions_kept_max = 262'144;

Failure only_reading() { return {Failure::Kind::unavailable, "the log was opened for reading"}; }

Bytes bytes_of_nodes(const std::vector<Hash>& nodes) {
  return {reinterpret_cast<const unsigned char*>(nodes.data()), nodes.size() * sizeof(Hash)};
}

bool insert(sqlite::Statement& statement, const StoredEvent& event, const std::vector<Hash>& nodes) {
  const std::string time = format_rfc3339(event.time);
  statement.bind(1, event.position)
      .bind(2, event.stream)
      .bind(3, event.stream_version)
      .bind(4, event.id)
      .bind(5, event.type)
      .bind(6, std::uint64_t{event.schema_version})
      .bind(7, time)
      .bind(8, event.actor)
      .bind(9, event.correlation_id)
      .bind(11, event.data)
      .bind_blob(12, event.salt)
      .bind_blob(13, event.leaf_hash);
  event.causation_id.empty() ? statement.bind_null(10) : statement.bind(10, event.causation_id);
  nodes.empty() ? statement.bind_null(14) : statement.bind_blob(14, bytes_of_nodes(nodes));
  return statement.run() == SQLITE_DONE;
}

bool insert(sqlite::Statement& statement, const IdempotencyRecord& record) {
  statement.bind_blob(1, record.key)
      .bind_blob(2, record.request)
      .bind(3, std::int64_t{record.status})
      .bind(4, record.answer)
      .bind(5, record.position);
  return statement.run() == SQLITE_DONE;
}

}  // namespace

Result<StreamVersion, Failure> SqliteEventLog::State::committed_version(std::string_view stream) {
  std::string name(stream);
  if (const auto known = versions.find(name); known != versions.end()) return known->second;
  writer->version_of.bind(1, stream);
  if (writer->version_of.step() != SQLITE_ROW) {
    Failure failure = writer->connection.failure("read a stream's version");
    writer->version_of.reset();
    return failure;
  }
  const StreamVersion version = writer->version_of.count(0);
  writer->version_of.reset();
  if (versions.size() >= versions_kept_max) versions.clear();
  versions.emplace(std::move(name), version);
  return version;
}

std::optional<Failure> SqliteEventLog::prepare(std::span<StoredEvent> events) {
  if (!state_->writer) return only_reading();
  std::unordered_map<std::string_view, StreamVersion> versions;
  Position position = state_->frontier.size();
  for (StoredEvent& event : events) {
    event.position = ++position;
    StreamVersion& version = versions[event.stream];
    if (event.stream_version == 0 && version == 0) {
      const auto committed = state_->committed_version(event.stream);
      if (!committed) return committed.error();
      version = *committed;
    }
    if (event.stream_version == 0) event.stream_version = version + 1;
    version = event.stream_version;
    event.leaf_hash = leaf_hash(event);
  }
  return std::nullopt;
}

// Everything of one transaction but its beginning and end. The triggers refuse what is not next.
std::optional<Failure> SqliteEventLog::State::write(std::span<const StoredEvent> events,
                                                    std::span<const IdempotencyRecord> records,
                                                    Frontier& edge) {
  std::vector<Hash> nodes;
  for (const StoredEvent& event : events) {
    nodes.clear();
    edge.append(event.leaf_hash, nodes);
    if (!insert(writer->insert_event, event, nodes)) return writer->connection.failure("append to the log");
  }
  for (const IdempotencyRecord& record : records) {
    if (!insert(writer->insert_record, record)) return writer->connection.failure("keep an idempotency key");
  }
  return std::nullopt;
}

void SqliteEventLog::State::forget_versions(std::span<const StoredEvent> events) {
  for (const StoredEvent& event : events) versions.erase(event.stream);
}

Result<LogHead, Failure> SqliteEventLog::append(std::span<StoredEvent> events,
                                                std::span<const IdempotencyRecord> records) {
  State& state = *state_;
  if (!state.writer) return only_reading();
  if (state.broken) return *state.broken;
  if (events.empty() && records.empty()) return head();
  if (state.wal_bytes - state.wal_bytes_checkpointed >= state.options.wal_bytes_max) {
    if (auto failure = checkpoint(); failure && state.broken) return *failure;
  }
  if (!events.empty() && events.front().position == 0) {
    if (auto failure = prepare(events)) return *failure;
  }
  sqlite::LogWriter& writer = *state.writer;
  Frontier edge = state.frontier;
  std::optional<Failure> failure;
  if (writer.begin.run() != SQLITE_DONE) failure = writer.connection.failure("begin an append");
  if (!failure) failure = state.write(events, records, edge);
  if (!failure && writer.commit.run() != SQLITE_DONE) failure = writer.connection.failure("commit an append");
  if (failure) {
    writer.connection.roll_back();
    state.forget_versions(events);
    if (failure->kind == Failure::Kind::not_durable) state.broken = failure;
    return *failure;
  }
  state.frontier = std::move(edge);
  for (const StoredEvent& event : events) state.versions[event.stream] = event.stream_version;
  const LogHead head{state.frontier.size(), state.frontier.root()};
  const std::lock_guard lock(state.mutex);
  state.head = head;
  if (!events.empty()) state.last_time = events.back().time;
  return head;
}

std::optional<Failure> SqliteEventLog::checkpoint() {
  State& state = *state_;
  if (!state.writer) return only_reading();
  // Whatever a reader still holds up is left for the checkpoint after the next so many bytes.
  state.wal_bytes_checkpointed = state.wal_bytes;
  sqlite3* connection = state.writer->connection.handle();
  const int code = sqlite3_wal_checkpoint_v2(connection, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK) return std::nullopt;
  Failure failure = state.writer->connection.failure("checkpoint the log");
  if (failure.kind == Failure::Kind::not_durable) state.broken = failure;
  return failure;
}

void SqliteEventLog::idle() {
  State& state = *state_;
  if (!state.writer || state.broken) return;
  if (state.wal_bytes - state.wal_bytes_checkpointed < state.options.wal_bytes_idle) return;
  // What goes wrong here is told by the next append: nobody waits for an answer now.
  checkpoint();
}

}  // namespace jejak
