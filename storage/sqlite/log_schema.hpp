#pragma once
#include <string>

#include "storage/sqlite/connection.hpp"

namespace jejak::sqlite {

// What log.db holds. It is read with nothing but the sqlite3 shell in ten years; it can only be added to.
FileKind log_kind();
std::string log_schema();  // the SQL that makes a fresh log

}  // namespace jejak::sqlite
