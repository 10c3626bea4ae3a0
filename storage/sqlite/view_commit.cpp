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

void bind_value(Statement& statement, int index, const ViewValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.bind(index, *number);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bind(index, std::string_view(*text));
  } else {
    statement.bind_null(index);
  }
}

bool holds(const Statement& row, int column, const ViewValue& value) {
  switch (row.type(column)) {
    case SQLITE_INTEGER:
      return value == ViewValue(row.number(column));
    case SQLITE_TEXT:
      return std::holds_alternative<std::string>(value) && std::get<std::string>(value) == row.blob(column);
    default:
      return std::holds_alternative<std::monostate>(value);
  }
}

ViewValue value_at(const Statement& row, int column) {
  if (row.type(column) == SQLITE_INTEGER) return row.number(column);
  if (row.type(column) == SQLITE_TEXT) return std::string(row.blob(column));
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
  values.resize(count);
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

bool run_search(ViewWriter& view, Statement& statement, std::int64_t row, std::span<const ViewValue> values) {
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
  std::vector<ViewValue> values;  // filled where the search table has to be told
};

OldRow find_old(ViewWriter& view, std::string_view key) {
  OldRow old;
  view.find_old.bind(1, key);
  if (view.find_old.step() == SQLITE_ROW) {
    old.row = view.find_old.number(0);
    old.same_values = true;
    for (std::size_t i = 0; i < view.values.size(); ++i) {
      if (!sqlite::holds(view.find_old, static_cast<int>(i) + 1, view.values[i])) old.same_values = false;
    }
    for (const std::size_t field : view.searched) {
      if (!sqlite::holds(view.find_old, static_cast<int>(field) + 1, view.values[field]))
        old.same_search = false;
    }
    if (!old.same_search) {
      for (std::size_t i = 0; i < view.values.size(); ++i) {
        old.values.push_back(sqlite::value_at(view.find_old, static_cast<int>(i) + 1));
      }
    }
  }
  view.find_old.reset();
  return old;
}

bool insert_row(ViewWriter& view, const ViewBatch::Row& row, sqlite3* connection) {
  view.insert.bind(1, row.key).bind(2, row.bytes);
  for (std::size_t i = 0; i < view.values.size(); ++i) {
    sqlite::bind_value(view.insert, static_cast<int>(i) + 3, view.values[i]);
  }
  if (view.insert.run() != SQLITE_DONE) return false;
  return view.searched.empty() ||
         run_search(view, view.search_insert, sqlite3_last_insert_rowid(connection), view.values);
}

// An index or the full text is touched only where its values changed.
bool update_row(ViewWriter& view, const ViewBatch::Row& row, const OldRow& old) {
  if (old.same_values) {
    view.update_document.bind(1, *old.row).bind(2, row.bytes);
    return view.update_document.run() == SQLITE_DONE;
  }
  if (!old.same_search && !run_search(view, view.search_erase, *old.row, old.values)) return false;
  view.update.bind(1, *old.row).bind(2, row.bytes);
  for (std::size_t i = 0; i < view.values.size(); ++i) {
    sqlite::bind_value(view.update, static_cast<int>(i) + 3, view.values[i]);
  }
  if (view.update.run() != SQLITE_DONE) return false;
  return old.same_search || run_search(view, view.search_insert, *old.row, view.values);
}

}  // namespace

std::optional<Failure> SqliteViewStore::State::write_row(ViewWriter& view, const ViewBatch::Row& row) {
  for (std::size_t i = 0; i < view.values.size(); ++i) {
    view.values[i] = view_value(*row.document, view.schema.fields[i].pointer);
  }
  const OldRow old = find_old(view, row.key);
  const bool good = old.row ? update_row(view, row, old) : insert_row(view, row, writer->connection.handle());
  if (!good) return writer->connection.failure("write a row of view " + view.schema.name);
  return std::nullopt;
}

std::optional<Failure> SqliteViewStore::State::erase_row(ViewWriter& view, std::string_view key) {
  std::fill(view.values.begin(), view.values.end(), ViewValue{});
  OldRow old = find_old(view, key);
  if (!old.row) return std::nullopt;
  // A row whose searched fields are all null is in the full text as well, as a row without words.
  if (old.values.empty()) old.values = view.values;
  view.erase.bind(1, *old.row);
  const bool good = (view.searched.empty() || run_search(view, view.search_erase, *old.row, old.values)) &&
                    view.erase.run() == SQLITE_DONE;
  if (!good) return writer->connection.failure("erase a row of view " + view.schema.name);
  return std::nullopt;
}

std::optional<Failure> SqliteViewStore::State::write(const ViewBatch& batch) {
  // In the order of the tables and their keys, neighbours share pages.
  std::vector<const ViewBatch::Row*> rows;
  rows.reserve(batch.rows.size());
  for (const ViewBatch::Row& row : batch.rows) rows.push_back(&row);
  std::stable_sort(rows.begin(), rows.end(), [](const ViewBatch::Row* a, const ViewBatch::Row* b) {
    const int views = a->view.compare(b->view);
    return views != 0 ? views < 0 : a->key < b->key;
  });
  auto view = writers.end();
  for (const ViewBatch::Row* row : rows) {
    if (view == writers.end() || view->first != row->view) view = writers.find(row->view);
    if (view == writers.end())
      return Failure{Failure::Kind::corrupt, "there is no view " + std::string(row->view)};
    auto failure =
        row->document == nullptr ? erase_row(view->second, row->key) : write_row(view->second, *row);
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
