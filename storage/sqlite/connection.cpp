#include "storage/sqlite/connection.hpp"

#include <cerrno>
#include <cstring>

namespace jejak::sqlite {
namespace {

Failure::Kind kind_of(int code, int system_error) {
  switch (code) {
    case SQLITE_IOERR_FSYNC:
    case SQLITE_IOERR_DIR_FSYNC:
      return Failure::Kind::not_durable;
    case SQLITE_FULL:
      return Failure::Kind::full;
    case SQLITE_IOERR_WRITE:
      // A file-size limit or a quota: SQLite itself tells only ENOSPC apart.
      return system_error == EFBIG || system_error == EDQUOT || system_error == ENOSPC
                 ? Failure::Kind::full
                 : Failure::Kind::unavailable;
    default:
      break;
  }
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return Failure::Kind::corrupt;
    case SQLITE_NOTADB:
      return Failure::Kind::foreign;
    default:
      return Failure::Kind::unavailable;
  }
}

std::string line_of(std::string_view doing, const char* what, int system_error) {
  std::string line = "cannot " + std::string(doing) + ": " + what;
  if (system_error != 0) line += std::string(" (") + std::strerror(system_error) + ")";
  return line;
}

int flags_of(Access access) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  if (access == Access::read_only) return flags | SQLITE_OPEN_READONLY;
  flags |= SQLITE_OPEN_READWRITE;
  return access == Access::create ? flags | SQLITE_OPEN_CREATE : flags;
}

// SQLite counts every allocation under one lock of the whole process unless it is told before its first use that nobody
// reads the counts: the deciding thread and the projecting one stood in line there.
void count_no_memory() { static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); static_cast<void>(told); }

}  // namespace

Result<Connection, Failure> Connection::open(const std::filesystem::path& file, Access access,
                                             const std::string& vfs) {
  count_no_memory();
  try {
    Connection made(std::make_unique<SQLite::Database>(file.string(), flags_of(access), 5000, vfs));
    sqlite3_db_config(made.handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
    sqlite3_db_config(made.handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
    sqlite3_db_config(made.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (access == Access::read_only) {
      // Only the writing connection may move the WAL: SQLite 3.40 loses frames when two do so at once.
      sqlite3_wal_autocheckpoint(made.handle(), 0);
      sqlite3_db_config(made.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    }
    return made;
  } catch (const SQLite::Exception& error) {
    return Failure{kind_of(error.getExtendedErrorCode(), 0),
                   line_of("open " + file.string(), error.what(), 0)};
  }
}

std::optional<Failure> Connection::execute(const std::string& sql) const {
  if (sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return std::nullopt;
  return failure("run \"" + sql.substr(0, sql.find('\n')) + "\"");
}

Result<std::int64_t, Failure> Connection::number(const std::string& sql) const {
  Statement statement = prepare(sql);
  if (statement.step() != SQLITE_ROW) return failure("read " + sql);
  return statement.number(0);
}

Failure Connection::failure(std::string_view doing) const {
  const int last_error = errno;
  const int code = sqlite3_extended_errcode(handle());
  int system_error = 0;
  if ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN || code == SQLITE_FULL) {
    // SQLite does not note the system's error where a COMMIT fails; nothing has failed since then.
    system_error = sqlite3_system_errno(handle());
    if (system_error == 0) system_error = last_error;
  }
  const char* file = sqlite3_db_filename(handle(), "main");
  Failure failure{kind_of(code, system_error), line_of(doing, sqlite3_errmsg(handle()), system_error)};
  if (file != nullptr) failure.message += std::string(" in ") + file;
  return failure;
}

void Connection::roll_back() const {
  if (in_transaction()) sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

std::optional<Failure> refuse_kind(std::int64_t application_id, std::int64_t version, const FileKind& kind,
                                   const std::filesystem::path& file) {
  if (application_id != kind.application_id) {
    return Failure{Failure::Kind::foreign, file.string() + " is not a " + kind.name + " file of jejak"};
  }
  if (version <= kind.version) return std::nullopt;
  return Failure{Failure::Kind::foreign, file.string() + " was written by a newer jejak (format " +
                                             std::to_string(version) + ", this one reads up to " +
                                             std::to_string(kind.version) + ")"};
}

Result<bool, Failure> check_kind(const Connection& connection, const FileKind& kind,
                                 const std::filesystem::path& file) {
  const auto id = connection.number("PRAGMA application_id");
  if (!id) return id.error();
  const auto version = connection.number("PRAGMA user_version");
  if (!version) return version.error();
  const auto objects = connection.number("SELECT count(*) FROM sqlite_schema");
  if (!objects) return objects.error();
  if (*id == 0 && *version == 0 && *objects == 0) return true;
  if (auto failure = refuse_kind(*id, *version, kind, file)) return *failure;
  return false;
}

void keep_wal(const Connection& connection) {
  int yes = 1;
  sqlite3_file_control(connection.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &yes);
}

std::string stamp_kind(const FileKind& kind) {
  return "PRAGMA application_id = " + std::to_string(kind.application_id) +
         "; PRAGMA user_version = " + std::to_string(kind.version) + ";";
}

}  // namespace jejak::sqlite
