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

}  // namespace jejak::sqlite
