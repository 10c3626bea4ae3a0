#include <algorithm>

#include "storage/sqlite/view_state.hpp"

namespace jejak {
namespace sqlite {
namespace {

std::string repeated(std::size_t count, int from) {
  std::string parameters;
  for (std::size_t i = 0; i < count; ++i) parameters += ", ?" + std::to_string(from + static_cast<int>(i));
  return parameters;
}

void bind_value(Statement& statement, int index, const FieldValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.bind(index, *number);
  } else if (const auto* text = std::get_if<std::string_view>(&value)) {
    statement.bind(index, *text);
  } else {
    statement.bind_null(index);
  }
}

// What a row has in a column; a text until the statement moves on.
FieldValue value_at(const Statement& row, int column) {
  if (row.type(column) == SQLITE_INTEGER) return row.number(column);
  if (row.type(column) == SQLITE_TEXT) return row.blob(column);
  return {};
}

}  // namespace

ViewWriter::ViewWriter(const ViewSchema& written, const Connection& connection, bool searches_now)
    : schema(written) {
  const std::string table = table_of(schema);
  const std::size_t count = schema.fields.size();
  std::string columns, settings, search_columns;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string column = column_of(schema.fields[i]);
    columns += ", " + column;
    settings += ", " + column + " = ?" + std::to_string(i + 3);
    if (!schema.fields[i].searched || !searches_now) continue;
    searched.push_back(i);
    search_columns += ", " + column;
  }
  find_old = connection.prepare("SELECT row" + columns + " FROM " + table + " WHERE key = ?1");
  insert = connection.prepare("INSERT INTO " + table + " (key, document" + columns + ") VALUES (?1, ?2" +
                              repeated(count, 3) + ")");
  update_document = connection.prepare("UPDATE " + table + " SET document = ?2 WHERE row = ?1");
  update = connection.prepare("UPDATE " + table + " SET document = ?2" + settings + " WHERE row = ?1");
  erase = connection.prepare("DELETE FROM " + table + " WHERE row = ?1");
  if (searched.empty()) return;
  const std::string search = search_of(schema);
  search_insert = connection.prepare("INSERT INTO " + search + " (rowid" + search_columns + ") VALUES (?1" +
                                     repeated(searched.size(), 2) + ")");
  // FTS5's way to take a row out of an index whose content lies elsewhere: the old values have to be told.
  search_erase = connection.prepare("INSERT INTO " + search + " (" + search + ", rowid" + search_columns +
                                    ") VALUES ('delete', ?1" + repeated(searched.size(), 2) + ")");
}

}  // namespace sqlite

namespace {

using sqlite::Statement;
using sqlite::ViewWriter;

using Values = std::span<const FieldValue>;

bool run_search(ViewWriter& view, Statement& statement, std::int64_t row, Values values) {
  statement.bind(1, row);
  int index = 2;
  for (const std::size_t field : view.searched) sqlite::bind_value(statement, index++, values[field]);
  return statement.run() == SQLITE_DONE;
}

// What of a row is in the tables already.
struct OldRow {
  std::optional<std::int64_t> row;  // nothing: the key is new
  bool same_values = false;
  bool same_search = true;
  std::vector<ViewValue> searched;  // filled where the search table has to be told
};

OldRow find_old(ViewWriter& view, std::string_view key, Values values) {
  OldRow old;
  view.find_old.bind(1, key);
  if (view.find_old.step() == SQLITE_ROW) {
    const auto same = [&](std::size_t field) {
      return sqlite::value_at(view.find_old, static_cast<int>(field) + 1) == values[field];
    };
    old.row = view.find_old.number(0);
    old.same_values = true;
    for (std::size_t field = 0; field < values.size() && old.same_values; ++field) old.same_values = same(field);
    old.same_search = old.same_values || std::ranges::all_of(view.searched, same);
    if (!old.same_search) {
      for (const std::size_t field : view.searched)
        old.searched.push_back(owned(sqlite::value_at(view.find_old, static_cast<int>(field) + 1)));
    }
  }
  view.find_old.reset();
  return old;
}

// FTS5 takes a row out only when it is told what was in it.
bool erase_search(ViewWriter& view, const OldRow& old) {
  view.search_erase.bind(1, *old.row);
  int index = 2;
  for (const ViewValue& value : old.searched) sqlite::bind_value(view.search_erase, index++, borrowed(value));
  return view.search_erase.run() == SQLITE_DONE;
}

bool insert_row(ViewWriter& view, const ViewBatch::Row& row, sqlite3* connection) {
  view.insert.bind(1, row.key).bind(2, row.bytes);
  int index = 3;
  for (const FieldValue& value : row.values) sqlite::bind_value(view.insert, index++, value);
  if (view.insert.run() != SQLITE_DONE) return false;
  return view.searched.empty() ||
         run_search(view, view.search_insert, sqlite3_last_insert_rowid(connection), row.values);
}

// An index or the full text is touched only where its values changed.
bool update_row(ViewWriter& view, const ViewBatch::Row& row, const OldRow& old) {
  if (old.same_values) {
    view.update_document.bind(1, *old.row).bind(2, row.bytes);
    return view.update_document.run() == SQLITE_DONE;
  }
  if (!old.same_search && !erase_search(view, old)) return false;
  view.update.bind(1, *old.row).bind(2, row.bytes);
  int index = 3;
  for (const FieldValue& value : row.values) sqlite::bind_value(view.update, index++, value);
  if (view.update.run() != SQLITE_DONE) return false;
  return old.same_search || run_search(view, view.search_insert, *old.row, row.values);
}

// In the order of the tables and their keys, neighbours share pages. The names of one view mostly are the same bytes.
bool before(const ViewBatch::Row* a, const ViewBatch::Row* b) {
  const int views = a->view.data() == b->view.data() ? 0 : a->view.compare(b->view);
  return views != 0 ? views < 0 : a->key < b->key;
}

}  // namespace

std::optional<Failure> SqliteViewStore::State::write_row(ViewWriter& view, const ViewBatch::Row& row) {
  const OldRow old = row.is_new ? OldRow{} : find_old(view, row.key, row.values);
  const bool good = old.row ? update_row(view, row, old) : insert_row(view, row, writer->connection.handle());
  if (!good) return writer->connection.failure("write a row of view " + view.schema.name);
  return std::nullopt;
}

std::optional<Failure> SqliteViewStore::State::erase_row(ViewWriter& view, std::string_view key) {
  const std::vector<FieldValue> nothing(view.schema.fields.size());
  OldRow old = find_old(view, key, nothing);
  if (!old.row) return std::nullopt;
  // A row whose searched fields are all null is in the full text as well, as a row without words.
  old.searched.resize(view.searched.size());
  view.erase.bind(1, *old.row);
  const bool good = (view.searched.empty() || erase_search(view, old)) && view.erase.run() == SQLITE_DONE;
  if (!good) return writer->connection.failure("erase a row of view " + view.schema.name);
  return std::nullopt;
}

std::optional<Failure> SqliteViewStore::State::write(const ViewBatch& batch) {
  std::vector<const ViewBatch::Row*> rows;
  rows.reserve(batch.rows.size());
  for (const ViewBatch::Row& row : batch.rows) rows.push_back(&row);
  std::ranges::stable_sort(rows, before);
  auto view = writers.end();
  for (const ViewBatch::Row* row : rows) {
    if (view == writers.end() || view->first != row->view) view = writers.find(row->view);
    if (view == writers.end())
      return Failure{Failure::Kind::corrupt, "there is no view " + std::string(row->view)};
    auto failure = row->bytes.empty() ? erase_row(view->second, row->key) : write_row(view->second, *row);
    if (failure) return failure;
  }
  for (const DeadLetter& letter : batch.dead_letters) {
    Statement& statement = writer->statement("INSERT INTO dead_letter VALUES (?1, ?2, ?3, ?4)");
    statement.bind(1, letter.view).bind(2, letter.stream).bind(3, letter.position).bind(4, letter.reason);
    if (statement.run() != SQLITE_DONE) return writer->connection.failure("keep a dead letter");
  }
  Statement& reached = writer->statement("UPDATE checkpoint SET position = ?1");
  if (reached.bind(1, batch.position).run() != SQLITE_DONE)
    return writer->connection.failure("move the checkpoint");
  return std::nullopt;
}

std::optional<Failure> SqliteViewStore::commit(const ViewBatch& batch) {
  State& state = *state_;
  const std::lock_guard lock(state.writing);
  if (!state.writer) return Failure{Failure::Kind::unavailable, "the views were opened for reading"};
  const sqlite::Connection& connection = state.writer->connection;
  if (state.writer->statement("BEGIN IMMEDIATE").run() != SQLITE_DONE)
    return connection.failure("begin a view commit");
  std::optional<Failure> failure = state.write(batch);
  if (!failure && state.writer->statement("COMMIT").run() != SQLITE_DONE)
    failure = connection.failure("commit views");
  if (failure) {
    connection.roll_back();
    return failure;
  }
  state.position.store(batch.position, std::memory_order_release);
  return std::nullopt;
}

}  // namespace jejak
