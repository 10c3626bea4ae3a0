#include "storage/merkle/leaf.hpp"
#include "storage/sqlite/log_schema.hpp"
#include "storage/sqlite/log_state.hpp"

namespace jejak {

constexpr std::uint64_t page_size = 4096;  // SQLite's own default since 3.12

namespace sqlite {

LogReader::LogReader(Connection opened) : connection(std::move(opened)) {
  const std::string columns = event_columns;
  events = connection.prepare("SELECT " + columns +
                              " FROM events WHERE position >= ?1 ORDER BY position LIMIT ?2");
  events_with_nodes = connection.prepare(
      "SELECT " + columns + ", nodes FROM events WHERE position >= ?1 ORDER BY position LIMIT ?2");
  stream_events = connection.prepare("SELECT " + columns +
                                     " FROM events WHERE stream = ?1 AND stream_version >= ?2"
                                     " ORDER BY stream_version LIMIT ?3");
  version_of = connection.prepare("SELECT coalesce(max(stream_version), 0) FROM events WHERE stream = ?1");
  node = connection.prepare("SELECT leaf_hash, nodes FROM events WHERE position = ?1");
  time_at = connection.prepare("SELECT time FROM events WHERE position = ?1");
  last = connection.prepare("SELECT position, time FROM events ORDER BY position DESC LIMIT 1");
  record = connection.prepare("SELECT request, status, answer, position FROM idempotency WHERE key = ?1");
}

LogWriter::LogWriter(Connection opened) : connection(std::move(opened)) {
  begin = connection.prepare("BEGIN IMMEDIATE");
  commit = connection.prepare("COMMIT");
  insert_event =
      connection.prepare("INSERT INTO events (" + std::string(event_columns) +
                         ", nodes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
  insert_record = connection.prepare(
      "INSERT INTO idempotency (key, request, status, answer, position) VALUES (?1, ?2, ?3, ?4, ?5)");
  version_of = connection.prepare("SELECT coalesce(max(stream_version), 0) FROM events WHERE stream = ?1");
}

namespace {

// journal_mode answers what the file's mode is now: "wal" unless the file system cannot.
std::optional<Failure> enter_wal(const Connection& connection) {
  Statement pragma = connection.prepare("PRAGMA journal_mode = WAL");
  if (pragma.step() != SQLITE_ROW) return connection.failure("open the log");
  if (pragma.text(0) != "wal")
    return Failure{Failure::Kind::unavailable, "the file system cannot hold a WAL"};
  return std::nullopt;
}

// The page cache holds the index pages that commits touch at random.
constexpr const char* writer_settings =
    "PRAGMA page_size = 4096; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;";

}  // namespace
}  // namespace sqlite

SqliteEventLog::State::State(std::filesystem::path path, StoreMode opened_for, SqliteLogOptions wanted)
    : file(std::move(path)), mode(opened_for), options(std::move(wanted)), readers([this] {
        using Made = Result<std::unique_ptr<sqlite::LogReader>, Failure>;
        auto connection = sqlite::Connection::open(file, sqlite::Access::read_only, options.vfs);
        if (!connection) return Made(connection.error());
        auto reader = std::make_unique<sqlite::LogReader>(std::move(*connection));
        if (!reader->record.prepared()) return Made(reader->connection.failure("read the log"));
        return Made(std::move(reader));
      }) {}

std::optional<Failure> SqliteEventLog::State::open_writer() {
  auto connection = sqlite::Connection::open(file, sqlite::Access::create, options.vfs);
  if (!connection) return connection.error();
  const auto fresh = sqlite::check_kind(*connection, sqlite::log_kind(), file);
  if (!fresh) return fresh.error();
  if (connection->execute(sqlite::writer_settings)) return connection->failure("open the log");
  if (auto failure = sqlite::enter_wal(*connection)) return failure;
  sqlite::keep_wal(*connection);
  if (*fresh && connection->execute("BEGIN IMMEDIATE;" + sqlite::log_schema() + "COMMIT;")) {
    return connection->failure("make the log's tables");
  }
  if (options.file_bytes_max > 0) {
    const auto pages = std::to_string(options.file_bytes_max / page_size);
    if (auto limited = connection->number("PRAGMA max_page_count = " + pages); !limited)
      return limited.error();
  }
  // A hook of our own takes the place of SQLite's checkpoint within a commit.
  const auto note_size = [](void* state, sqlite3*, const char*, int pages) {
    static_cast<State*>(state)->note_wal_pages(pages);
    return SQLITE_OK;
  };
  sqlite3_wal_hook(connection->handle(), note_size, this);
  writer.emplace(std::move(*connection));
  return std::nullopt;
}

void SqliteEventLog::State::note_wal_pages(int pages) {
  const std::uint64_t bytes = static_cast<std::uint64_t>(pages) * page_size;
  // A WAL that was moved in full is written again from its beginning.
  if (bytes < wal_bytes) wal_bytes_checkpointed = 0;
  wal_bytes = bytes;
}

namespace {

// A reader of nodes that holds each against what it is made of: a leaf against its event's bytes, an inner
// node against its two children. So a damaged edge is noticed before a new leaf, and a new root, is built on
// it.
NodeReader checked_reader(sqlite::LogReader& reader) {
  return [read = sqlite::node_reader(reader), &reader](unsigned level,
                                                       std::uint64_t index) -> Result<Hash, Failure> {
    const auto node = read(level, index);
    if (!node) return node;
    const Position position = (index + 1) << level;
    const Failure wrong{
        Failure::Kind::corrupt,
        "event " + std::to_string(position) + " or its tree nodes were changed; jejak verify tells more"};
    if (level == 0) {
      reader.events.bind(1, position).bind(2, std::uint64_t{1});
      const bool readable = reader.events.step() == SQLITE_ROW && reader.row.read(reader.events);
      const bool same = readable && leaf_hash(reader.row.event()) == *node;
      reader.events.reset();
      if (!same) return wrong;
      return node;
    }
    const auto left = read(level - 1, index * 2);
    if (!left) return left;
    const auto right = read(level - 1, index * 2 + 1);
    if (!right) return right;
    if (node_hash(*left, *right) != *node) return wrong;
    return node;
  };
}

}  // namespace

std::optional<Failure> SqliteEventLog::State::load() {
  auto reader = readers.take();
  if (!reader) return reader.error();
  const auto last = sqlite::read_last(**reader);
  if (!last) return last.error();
  auto peaks = read_peaks(last->position, checked_reader(**reader));
  if (!peaks) return peaks.error();
  frontier = Frontier(last->position, std::move(*peaks));
  head = {last->position, frontier.root()};
  last_time = last->time;
  return std::nullopt;
}

SqliteEventLog::SqliteEventLog(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<SqliteEventLog>, Failure> SqliteEventLog::open(const std::filesystem::path& file,
                                                                      StoreMode mode,
                                                                      const SqliteLogOptions& options) {
  auto state = std::make_unique<State>(file, mode, options);
  if (mode == StoreMode::write) {
    if (auto failure = state->open_writer()) return *failure;
    if (auto failure = state->load()) return *failure;
  } else {
    const auto connection = sqlite::Connection::open(file, sqlite::Access::read_only, options.vfs);
    if (!connection) return connection.error();
    const auto fresh = sqlite::check_kind(*connection, sqlite::log_kind(), file);
    if (!fresh) return fresh.error();
    if (*fresh) return Failure{Failure::Kind::foreign, file.string() + " is empty"};
  }
  return std::unique_ptr<SqliteEventLog>(new SqliteEventLog(std::move(state)));
}

SqliteEventLog::~SqliteEventLog() {
  state_->readers.clear();
  if (!state_->writer || state_->broken) return;
  sqlite3* connection = state_->writer->connection.handle();
  sqlite3_wal_checkpoint_v2(connection, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

}  // namespace jejak
