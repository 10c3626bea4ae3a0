#include "storage/sqlite/copy.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>

namespace jejak {

void remove_database(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::path part = file;
    part += suffix;
    std::filesystem::remove(part, ignored);
  }
}

std::optional<Failure> copy_database(const std::filesystem::path& from, const std::filesystem::path& to) {
  remove_database(to);
  try {
    // One step copies every page within one read transaction, so the copy is of one instant.
    SQLite::Database source(from.string(), SQLite::OPEN_READONLY);
    SQLite::Database target(to.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    SQLite::Backup backup(target, source);
    backup.executeStep(-1);
    return std::nullopt;
  } catch (const SQLite::Exception& error) {
    return Failure{Failure::Kind::unavailable, "cannot copy " + from.string() + ": " + error.what()};
  }
}

}  // namespace jejak
