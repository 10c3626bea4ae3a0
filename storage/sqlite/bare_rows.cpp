#include "storage/sqlite/bare_rows.hpp"

#include <array>
#include <bit>
#include <unordered_map>

#include "storage/sqlite/connection.hpp"
#include "storage/sqlite/event_log.hpp"
#include "storage/sqlite/log_row.hpp"
#include "storage/sqlite/log_schema.hpp"

namespace jejak {

namespace {

constexpr std::size_t counter_digits = 12;

// The end of a stream's name becomes a number of its own, so that the name stays as long as it was.
void renumber(std::string& stream, std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (stream.size() < counter_digits) stream.resize(counter_digits, '0');
  for (std::size_t place = 1; place <= counter_digits; ++place, number >>= 4) {
    stream[stream.size() - place] = digits[number & 15U];
  }
}

}  // namespace

struct BareRows::State {
  sqlite::Connection connection;
  sqlite::Statement begin, end, insert;
  std::vector<StoredEvent> templates;
  std::unordered_map<std::string, StreamVersion>
      shared;  // streams that occur more than once, and how far they grew
  std::string last_time;
  Position position = 0;
  std::uint64_t wal_bytes = 0;
  std::uint64_t wal_bytes_checkpointed = 0;

  State(sqlite::Connection opened, std::vector<StoredEvent> rows);
  bool insert_next();
  void checkpoint();
};

BareRows::State::State(sqlite::Connection opened, std::vector<StoredEvent> rows)
    : connection(std::move(opened)),
      templates(std::move(rows)),
      last_time(format_rfc3339(templates.back().time)) {
  begin = connection.prepare("BEGIN IMMEDIATE");
  end = connection.prepare("COMMIT");
  insert =
      connection.prepare("INSERT INTO events (" + std::string(sqlite::event_columns) +
                         ", nodes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)");
  std::unordered_map<std::string, int> seen;
  for (const StoredEvent& row : templates) {
    if (++seen[row.stream] > 1) shared.emplace(row.stream, 0);
  }
  const auto note_size = [](void* state, sqlite3*, const char*, int pages) {
    auto& self = *static_cast<State*>(state);
    const std::uint64_t bytes = static_cast<std::uint64_t>(pages) * 4096;
    if (bytes < self.wal_bytes) self.wal_bytes_checkpointed = 0;
    self.wal_bytes = bytes;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(connection.handle(), note_size, this);
}

bool BareRows::State::insert_next() {
  static constexpr std::array<unsigned char, 64 * 32> nodes{};
  StoredEvent& row = templates[position % templates.size()];
  ++position;
  StreamVersion version = 1;
  if (const auto growing = shared.find(row.stream); growing != shared.end()) {
    version = ++growing->second;
  } else {
    renumber(row.stream, position);
  }
  insert.bind(1, position)
      .bind(2, row.stream)
      .bind(3, version)
      .bind(4, row.id)
      .bind(5, row.type)
      .bind(6, std::uint64_t{row.schema_version})
      .bind(7, last_time)
      .bind(8, row.actor)
      .bind(9, row.correlation_id)
      .bind(11, row.data)
      .bind_blob(12, row.salt)
      .bind_blob(13, row.leaf_hash);
  row.causation_id.empty() ? insert.bind_null(10) : insert.bind(10, row.causation_id);
  const auto levels = static_cast<std::size_t>(std::countr_zero(position));
  levels == 0 ? insert.bind_null(14) : insert.bind_blob(14, Bytes(nodes).first(levels * sizeof(Hash)));
  return insert.run() == SQLITE_DONE;
}

void BareRows::State::checkpoint() {
  wal_bytes_checkpointed = wal_bytes;
  sqlite3_wal_checkpoint_v2(connection.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

BareRows::BareRows(std::unique_ptr<State> state) : state_(std::move(state)) {}
BareRows::~BareRows() = default;

Result<std::unique_ptr<BareRows>, Failure> BareRows::create(const std::filesystem::path& file,
                                                            std::vector<StoredEvent> templates) {
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + suffix);
  auto connection = sqlite::Connection::open(file, sqlite::Access::create);
  if (!connection) return connection.error();
  const std::string settings =
      "PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = "
      "-65536;";
  if (auto failure = connection->execute(settings + sqlite::log_schema())) return *failure;
  return std::unique_ptr<BareRows>(
      new BareRows(std::make_unique<State>(std::move(*connection), std::move(templates))));
}

std::optional<Failure> BareRows::commit(std::size_t rows) {
  State& state = *state_;
  if (state.wal_bytes - state.wal_bytes_checkpointed >= SqliteLogOptions{}.wal_bytes_max) state.checkpoint();
  bool good = state.begin.run() == SQLITE_DONE;
  for (std::size_t row = 0; good && row < rows; ++row) good = state.insert_next();
  if (good && state.end.run() == SQLITE_DONE) return std::nullopt;
  Failure failure = state.connection.failure("commit bare rows");
  state.connection.roll_back();
  return failure;
}

void BareRows::idle() {
  if (state_->wal_bytes - state_->wal_bytes_checkpointed >= SqliteLogOptions{}.wal_bytes_idle)
    state_->checkpoint();
}

}  // namespace jejak
