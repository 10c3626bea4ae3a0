#pragma once
#include <string>

#include "engine/ports/view_store.hpp"
#include "storage/sqlite/connection.hpp"

namespace jejak::sqlite {

// The SQL of views.db, out of the schemas. A view `proposals` is the table "view_proposals" with a column
// "f_<name>" per field, and "search_proposals" (FTS5 over the same columns) where a field is searched.
FileKind views_kind();
std::string tables_sql(std::span<const ViewSchema> schemas);
std::string indexes_sql(std::span<const ViewSchema> schemas);  // made after the rows in a rebuild

// Names, quoted.
std::string table_of(const ViewSchema& schema);
std::string search_of(const ViewSchema& schema);
std::string column_of(const ViewField& field);

bool is_searched(const ViewSchema& schema);

}  // namespace jejak::sqlite
