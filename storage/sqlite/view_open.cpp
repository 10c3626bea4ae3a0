#include "storage/sqlite/copy.hpp"
#include "storage/sqlite/view_state.hpp"

namespace jejak {
namespace {

// Views can be rebuilt, so that a commit need not wait for the disk; WAL keeps them whole all the same.
constexpr const char* live_settings =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = "
    "MEMORY;";
constexpr const char* rebuild_settings =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -131072; PRAGMA temp_store = "
    "MEMORY; PRAGMA threads = 2;";

Result<bool, Failure> is_complete(const sqlite::Connection& connection, std::span<const ViewSchema> schemas) {
  const auto hash = schemas_hash(schemas);
  sqlite::Statement find = connection.prepare("SELECT count(*) FROM complete WHERE schemas = ?1");
  if (!find.prepared()) return false;
  find.bind_blob(1, hash);
  if (find.step() != SQLITE_ROW) return connection.failure("read the views' schemas");
  return find.number(0) > 0;
}

// Whether `file` is to be made anew; nothing happens to one that is not ours.
Result<bool, Failure> is_stale(const std::filesystem::path& file, std::span<const ViewSchema> schemas) {
  if (!std::filesystem::exists(file)) return false;
  const auto connection = sqlite::Connection::open(file, sqlite::Access::read_write);
  if (!connection) return connection.error();
  const auto fresh = sqlite::check_kind(*connection, sqlite::views_kind(), file);
  if (!fresh) return fresh.error();
  if (*fresh) return false;
  const auto complete = is_complete(*connection, schemas);
  if (!complete) return complete.error();
  return !*complete;
}

std::optional<Failure> mark_complete(const sqlite::Connection& connection,
                                     std::span<const ViewSchema> schemas) {
  const auto hash = schemas_hash(schemas);
  sqlite::Statement mark = connection.prepare("INSERT INTO complete VALUES (?1)");
  mark.bind_blob(1, hash);
  if (mark.run() != SQLITE_DONE) return connection.failure("complete the views");
  return std::nullopt;
}

}  // namespace

SqliteViewStore::State::State(std::filesystem::path path, std::span<const ViewSchema> wanted)
    : file(std::move(path)), schemas(wanted.begin(), wanted.end()), readers([this] {
        using Made = Result<std::unique_ptr<sqlite::ViewReader>, Failure>;
        auto connection = sqlite::Connection::open(file, sqlite::Access::read_only);
        if (!connection) return Made(connection.error());
        return Made(std::make_unique<sqlite::ViewReader>(std::move(*connection)));
      }) {}

const ViewSchema* SqliteViewStore::State::schema_of(std::string_view view) const {
  for (const ViewSchema& schema : schemas) {
    if (schema.name == view) return &schema;
  }
  return nullptr;
}

std::optional<Failure> SqliteViewStore::State::make_tables(bool for_rebuild) {
  std::string sql = "BEGIN IMMEDIATE;" + sqlite::tables_sql(schemas);
  if (!for_rebuild) sql += sqlite::indexes_sql(schemas);
  if (writer->connection.execute(sql)) return writer->connection.failure("make the views' tables");
  if (!for_rebuild) {
    if (auto failure = mark_complete(writer->connection, schemas)) return failure;
  }
  if (writer->connection.execute("COMMIT")) return writer->connection.failure("make the views' tables");
  return std::nullopt;
}

void SqliteViewStore::State::prepare_writers() {
  writers.clear();
  for (const ViewSchema& schema : schemas) {
    writers.try_emplace(schema.name, schema, writer->connection, !rebuilding);
  }
}

std::optional<Failure> SqliteViewStore::State::open_writer(bool for_rebuild) {
  auto connection = sqlite::Connection::open(file, sqlite::Access::create);
  if (!connection) return connection.error();
  const auto fresh = sqlite::check_kind(*connection, sqlite::views_kind(), file);
  if (!fresh) return fresh.error();
  rebuilding = for_rebuild;
  writer = std::make_unique<sqlite::ViewReader>(std::move(*connection));
  if (writer->connection.execute(for_rebuild ? rebuild_settings : live_settings)) {
    return writer->connection.failure("open the views");
  }
  if (!for_rebuild) sqlite::keep_wal(writer->connection);
  if (*fresh) {
    if (auto failure = make_tables(for_rebuild)) return failure;
  }
  const auto reached = writer->connection.number("SELECT position FROM checkpoint");
  if (!reached) return reached.error();
  position = static_cast<Position>(*reached);
  prepare_writers();
  return std::nullopt;
}

SqliteViewStore::SqliteViewStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqliteViewStore::~SqliteViewStore() {
  state_->readers.clear();
  if (state_->mode != StoreMode::write || !state_->writer) return;
  sqlite3_wal_checkpoint_v2(state_->writer->connection.handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

Result<std::unique_ptr<SqliteViewStore>, Failure> SqliteViewStore::open(const std::filesystem::path& file,
                                                                        std::span<const ViewSchema> schemas,
                                                                        StoreMode mode) {
  auto state = std::make_unique<State>(file, schemas);
  state->mode = mode;
  if (mode == StoreMode::write) {
    const auto stale = is_stale(file, schemas);
    if (!stale) return stale.error();
    if (*stale) remove_database(file);
    if (auto failure = state->open_writer(false)) return *failure;
  } else {
    const auto connection = sqlite::Connection::open(file, sqlite::Access::read_only);
    if (!connection) return connection.error();
    const auto fresh = sqlite::check_kind(*connection, sqlite::views_kind(), file);
    if (!fresh) return fresh.error();
    const auto complete = is_complete(*connection, schemas);
    if (!complete) return complete.error();
    if (!*complete)
      return Failure{Failure::Kind::foreign, file.string() + " holds other views; replay the log first"};
  }
  return std::unique_ptr<SqliteViewStore>(new SqliteViewStore(std::move(state)));
}

Result<std::unique_ptr<SqliteViewStore>, Failure> SqliteViewStore::open_for_rebuild(
    const std::filesystem::path& file, std::span<const ViewSchema> schemas) {
  remove_database(file);
  auto state = std::make_unique<State>(file, schemas);
  if (auto failure = state->open_writer(true)) return *failure;
  return std::unique_ptr<SqliteViewStore>(new SqliteViewStore(std::move(state)));
}

// The mark that the file is whole comes in a transaction of its own, after an fsync of everything else.
std::optional<Failure> SqliteViewStore::finish() {
  State& state = *state_;
  const std::lock_guard lock(state.writing);
  if (!state.rebuilding) return std::nullopt;
  const sqlite::Connection& connection = state.writer->connection;
  if (connection.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; BEGIN IMMEDIATE;" +
                         sqlite::indexes_sql(state.schemas) + "COMMIT;")) {
    return connection.failure("make the views' indexes");
  }
  if (auto failure = mark_complete(connection, state.schemas)) return failure;
  if (connection.execute(live_settings)) return connection.failure("end the rebuild");
  state.rebuilding = false;
  state.prepare_writers();
  return std::nullopt;
}

}  // namespace jejak
