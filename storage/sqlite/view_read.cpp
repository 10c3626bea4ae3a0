#include <algorithm>
#include <stdexcept>

#include "storage/sqlite/view_state.hpp"

namespace jejak {
namespace sqlite {

Statement& ViewReader::statement(const std::string& sql) {
  const auto known = statements_.find(sql);
  if (known != statements_.end() && known->second.prepared()) return known->second;
  if (statements_.size() >= statements_max) statements_.clear();
  return statements_.insert_or_assign(sql, connection.prepare(sql)).first->second;
}

Statement& ViewReader::snapshot_statement(Statement& kept, std::string_view sql) {
  if (!kept.prepared()) kept = connection.prepare(sql);
  return kept;
}

Result<Position, Failure> Snapshot::position() const {
  Statement& statement = reader_.snapshot_statement(reader_.reached, "SELECT position FROM checkpoint");
  if (statement.step() != SQLITE_ROW) {
    statement.reset();
    return reader_.connection.failure("read the views' position");
  }
  const Position position = statement.count(0);
  statement.reset();
  return position;
}

}  // namespace sqlite

using sqlite::Snapshot;
using sqlite::Statement;
using sqlite::ViewReader;

Position SqliteViewStore::position() {
  if (state_->mode == StoreMode::write) return state_->position.load(std::memory_order_acquire);
  using Read = Result<Position, Failure>;
  const Read read = state_->with_reader<Read>([](ViewReader& reader) { return Snapshot(reader).position(); });
  if (!read) throw std::runtime_error(read.error().message);
  return *read;
}

Result<std::optional<std::string>, Failure> SqliteViewStore::find(std::string_view view,
                                                                  std::string_view key) {
  using Answer = Result<std::optional<std::string>, Failure>;
  const ViewSchema* schema = state_->schema_of(view);
  if (schema == nullptr) return Failure{Failure::Kind::corrupt, "there is no view " + std::string(view)};
  const std::string sql = "SELECT document FROM " + sqlite::table_of(*schema) + " WHERE key = ?1";
  return state_->with_reader<Answer>([&](ViewReader& reader) -> Answer {
    Statement& statement = reader.statement(sql);
    const int code = statement.bind(1, key).step();
    std::optional<std::string> document;
    if (code == SQLITE_ROW) document = statement.blob(0);
    statement.reset();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return reader.connection.failure("read a view");
    return document;
  });
}

Result<ViewStore::Found, Failure> SqliteViewStore::find_at(std::string_view view, std::string_view key) {
  using Answer = Result<Found, Failure>;
  const ViewSchema* schema = state_->schema_of(view);
  if (schema == nullptr) return Failure{Failure::Kind::corrupt, "there is no view " + std::string(view)};
  const std::string sql = "SELECT document FROM " + sqlite::table_of(*schema) + " WHERE key = ?1";
  return state_->with_reader<Answer>([&](ViewReader& reader) -> Answer {
    const Snapshot snapshot(reader);
    const auto position = snapshot.position();
    if (!position) return position.error();
    Statement& statement = reader.statement(sql);
    const int code = statement.bind(1, key).step();
    Found found{std::nullopt, *position};
    if (code == SQLITE_ROW) found.document = statement.blob(0);
    statement.reset();
    if (code != SQLITE_ROW && code != SQLITE_DONE) return reader.connection.failure("read a view");
    return found;
  });
}

std::vector<DeadLetter> SqliteViewStore::dead_letters() {
  using Answer = Result<std::vector<DeadLetter>, Failure>;
  const auto read = state_->with_reader<Answer>([](ViewReader& reader) -> Answer {
    std::vector<DeadLetter> letters;
    Statement& statement =
        reader.statement("SELECT view, stream, position, reason FROM dead_letter ORDER BY rowid");
    int code = SQLITE_DONE;
    while ((code = statement.step()) == SQLITE_ROW) {
      letters.push_back({std::string(statement.text(0)), std::string(statement.text(1)), statement.count(2),
                         std::string(statement.text(3))});
    }
    statement.reset();
    if (code != SQLITE_DONE) return reader.connection.failure("read the dead letters");
    return letters;
  });
  if (!read) throw std::runtime_error(read.error().message);
  return *read;
}

std::optional<Failure> SqliteViewStore::scan(const Visit& visit) {
  using Answer = std::optional<Failure>;
  std::vector<const ViewSchema*> in_order;
  for (const ViewSchema& schema : state_->schemas) in_order.push_back(&schema);
  std::sort(in_order.begin(), in_order.end(), [](auto* a, auto* b) { return a->name < b->name; });
  return state_->with_reader<Answer>([&](ViewReader& reader) -> Answer {
    const Snapshot snapshot(reader);
    for (const ViewSchema* schema : in_order) {
      Statement& statement =
          reader.statement("SELECT key, document FROM " + sqlite::table_of(*schema) + " ORDER BY key");
      int code = SQLITE_DONE;
      bool wanted = true;
      while (wanted && (code = statement.step()) == SQLITE_ROW) {
        wanted = visit(schema->name, statement.blob(0), statement.blob(1));
      }
      statement.reset();
      if (code != SQLITE_DONE && code != SQLITE_ROW) return reader.connection.failure("scan the views");
      if (!wanted) return std::nullopt;
    }
    return std::nullopt;
  });
}

}  // namespace jejak
