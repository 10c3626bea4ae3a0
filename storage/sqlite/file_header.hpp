#pragma once
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"
#include "storage/sqlite/connection.hpp"

namespace jejak::sqlite {

// Refuses a file that the bytes of its header (SQLite's file format, section 1.3) show to be no database, another
// program's, or a newer version's (foreign, one line). Only reads: unlike opening it with SQLite it leaves no other file
// beside it. A file that is not there, or too young to say (its first page is in its WAL still), passes.
std::optional<Failure> refuse_foreign(const std::filesystem::path& file, const FileKind& kind);

// Whether SQLite cannot open the file where it lies: it is kept with a WAL, has none beside it, and its folder can only be
// read, so that none can be made. A store that was closed in place has one.
bool lacks_wal(const std::filesystem::path& file);

}  // namespace jejak::sqlite
