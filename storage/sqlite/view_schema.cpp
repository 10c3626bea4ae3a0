#include "storage/sqlite/view_schema.hpp"

#include <algorithm>

namespace jejak::sqlite {
namespace {

std::string quoted(const std::string& name) { return '"' + name + '"'; }

std::string search_columns(const ViewSchema& schema) {
  std::string columns;
  for (const ViewField& field : schema.fields) {
    if (field.searched) columns += column_of(field) + ", ";
  }
  return columns;
}

}  // namespace

FileKind views_kind() { return {"views", application_id_views, 1}; }

std::string table_of(const ViewSchema& schema) { return quoted("view_" + schema.name); }
std::string search_of(const ViewSchema& schema) { return quoted("search_" + schema.name); }
std::string column_of(const ViewField& field) { return quoted("f_" + field.name); }

bool is_searched(const ViewSchema& schema) {
  return std::any_of(schema.fields.begin(), schema.fields.end(),
                     [](const ViewField& field) { return field.searched; });
}

std::string tables_sql(std::span<const ViewSchema> schemas) {
  std::string sql =
      "CREATE TABLE checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL) STRICT;"
      "INSERT INTO checkpoint VALUES (1, 0);"
      // Holds the hash of the schemas once the file is whole; a rebuild that was not finished has none.
      "CREATE TABLE complete (schemas BLOB NOT NULL) STRICT;"
      "CREATE TABLE dead_letter (view TEXT NOT NULL, stream TEXT NOT NULL, position INTEGER NOT NULL,"
      " reason TEXT NOT NULL) STRICT;";
  for (const ViewSchema& schema : schemas) {
    sql += "CREATE TABLE " + table_of(schema) +
           " (row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document TEXT NOT NULL";
    for (const ViewField& field : schema.fields) sql += ", " + column_of(field) + " ANY";
    sql += ") STRICT;";
  }
  return sql + stamp_kind(views_kind());
}

// The key is the second column of each index: a page is then read in order, and the cursor is a place in the
// index.
std::string indexes_sql(std::span<const ViewSchema> schemas) {
  std::string sql;
  for (const ViewSchema& schema : schemas) {
    for (const ViewField& field : schema.fields) {
      if (!field.indexed) continue;
      sql += "CREATE INDEX " + quoted("view_" + schema.name + "_by_" + field.name) + " ON " +
             table_of(schema) + " (" + column_of(field) + ", key);";
    }
    if (!is_searched(schema)) continue;
    sql += "CREATE VIRTUAL TABLE " + search_of(schema) + " USING fts5(" + search_columns(schema) +
           "content=" + table_of(schema) +
           ", content_rowid='row', tokenize='unicode61 remove_diacritics 2', prefix='2 3');";
    sql += "INSERT INTO " + search_of(schema) + "(" + search_of(schema) + ") VALUES ('rebuild');";
  }
  return sql;
}

}  // namespace jejak::sqlite
