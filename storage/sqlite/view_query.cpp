#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "storage/sqlite/view_state.hpp"

namespace jejak {
namespace {

using sqlite::Statement;

// SQL with its values in the order of their ?; built anew for each query and kept prepared by its text.
struct BuiltQuery {
  std::string sql;
  std::vector<ViewValue> values;
};

// The integer that is written exactly like `text`.
std::optional<std::int64_t> integer_of(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || std::to_string(number) != text)
    return std::nullopt;
  return number;
}

// The filter that finds the fewest rows; SQLite itself knows nothing of how many rows have one value.
std::optional<std::size_t> looked_up(const CheckedQuery& query, const ViewSchema& schema) {
  std::optional<std::size_t> narrowest;
  for (const CheckedQuery::Match& match : query.filters) {
    const ViewField& field = schema.fields[match.field];
    if (field.indexed || field.leads_key) narrowest = std::max(narrowest.value_or(match.field), match.field);
  }
  return narrowest;
}

void add_filters(BuiltQuery& built, const CheckedQuery& query, const ViewSchema& schema) {
  const std::optional<std::size_t> narrowest = looked_up(query, schema);
  for (const CheckedQuery::Match& match : query.filters) {
    const ViewField& field = schema.fields[match.field];
    // A unary plus keeps SQLite from using another index.
    const std::string column = (match.field == narrowest ? "" : "+") + sqlite::column_of(field);
    const auto number = integer_of(match.value);
    built.sql += " AND " + column + (number ? " IN (?, ?)" : " = ?");
    built.values.emplace_back(match.value);
    if (number) built.values.emplace_back(*number);
    if (!field.leads_key || match.field != narrowest) continue;
    built.sql += " AND key > ? AND key < ?";  // the character after the slash is the zero
    built.values.emplace_back(match.value + "/");
    built.values.emplace_back(match.value + "0");
  }
}

// Each word is the beginning of a word of the field. Words hold letters and digits only, so that quoting them
// is safe.
void add_search(BuiltQuery& built, const CheckedQuery& query, const ViewSchema& schema) {
  if (query.words.empty()) return;
  const std::string search = sqlite::search_of(schema);
  std::string expression = sqlite::column_of(schema.fields[*query.search_field]) + " : (";
  for (std::size_t i = 0; i < query.words.size(); ++i) {
    expression += (i == 0 ? "\"" : " AND \"") + query.words[i] + "\" *";
  }
  built.sql += " AND row IN (SELECT rowid FROM " + search + " WHERE " + search + " MATCH ?)";
  built.values.emplace_back(expression + ")");
}

// What comes after the cursor. SQLite puts nulls before everything else; a comparison with null is never
// true.
void add_cursor(BuiltQuery& built, const CheckedQuery& query, const std::string& sort) {
  if (!query.after) return;
  const std::string after = query.descending ? " < " : " > ";
  const ViewCursor& cursor = *query.after;
  const bool is_null = std::holds_alternative<std::monostate>(cursor.value);
  if (sort.empty()) {
    built.sql += " AND key" + after + "?";
  } else if (is_null) {
    const std::string same = "(" + sort + " IS NULL AND key" + after + "?)";
    built.sql += " AND " + (query.descending ? same : "(" + same + " OR " + sort + " IS NOT NULL)");
  } else {
    const std::string later = "(" + sort + ", key)" + after + "(?, ?)";
    built.sql += " AND " + (query.descending ? "(" + later + " OR " + sort + " IS NULL)" : later);
    built.values.push_back(cursor.value);
  }
  built.values.emplace_back(cursor.key);
}

BuiltQuery build(const CheckedQuery& query, const ViewSchema& schema) {
  const std::string sort =
      query.sort_field ? sqlite::column_of(schema.fields[*query.sort_field]) : std::string();
  BuiltQuery built;
  built.sql = "SELECT key, document, " + (sort.empty() ? "NULL" : sort) + " FROM " +
              sqlite::table_of(schema) + " WHERE 1";
  add_filters(built, query, schema);
  add_search(built, query, schema);
  add_cursor(built, query, sort);
  const std::string direction = query.descending ? " DESC" : " ASC";
  built.sql += " ORDER BY " + (sort.empty() ? "" : sort + direction + ", ") + "key" + direction + " LIMIT ?";
  built.values.emplace_back(std::int64_t{query.limit} + 1);  // one more tells whether there is another page
  return built;
}

void bind_all(Statement& statement, const std::vector<ViewValue>& values) {
  int index = 1;
  for (const ViewValue& value : values) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      statement.bind(index++, *number);
    } else {
      statement.bind(index++, std::string_view(std::get<std::string>(value)));
    }
  }
}

ViewValue sort_value(const Statement& row) {
  if (row.type(2) == SQLITE_INTEGER) return row.number(2);
  if (row.type(2) == SQLITE_TEXT) return std::string(row.blob(2));
  return {};
}

Result<ViewPage, Failure> read_page(sqlite::ViewReader& reader, const ViewQuery& query,
                                    const CheckedQuery& checked, const ViewSchema& schema) {
  const BuiltQuery built = build(checked, schema);
  const sqlite::Snapshot snapshot(reader);
  const auto position = snapshot.position();
  if (!position) return position.error();
  ViewPage page;
  page.position = *position;
  Statement& statement = reader.statement(built.sql);
  bind_all(statement, built.values);
  ViewCursor last;
  int code = SQLITE_DONE;
  while ((code = statement.step()) == SQLITE_ROW) {
    if (page.keys.size() == checked.limit) {
      page.next_cursor = print_cursor(query, schema, last);
      break;
    }
    page.keys.emplace_back(statement.blob(0));
    page.documents.emplace_back(statement.blob(1));
    if (page.keys.size() == checked.limit) last = {sort_value(statement), page.keys.back()};
  }
  statement.reset();
  if (code != SQLITE_DONE && code != SQLITE_ROW)
    return reader.connection.failure("query view " + schema.name);
  return page;
}

}  // namespace

Result<ViewPage, std::vector<Fault>> SqliteViewStore::query(const ViewQuery& query) {
  const ViewSchema* schema = state_->schema_of(query.view);
  const auto checked = check_query(query, schema);
  if (!checked) return checked.error();
  using Answer = Result<ViewPage, Failure>;
  auto page = state_->with_reader<Answer>(
      [&](sqlite::ViewReader& reader) { return read_page(reader, query, *checked, *schema); });
  if (!page) throw std::runtime_error(page.error().message);
  return std::move(*page);
}

}  // namespace jejak
