#pragma once
#include <SQLiteCpp/Database.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"
#include "storage/sqlite/statement.hpp"

namespace jejak::sqlite {

// Which file is which: SQLite's application_id, and the newest user_version that this program writes and
// reads.
struct FileKind {
  std::string name;  // "log", "views", "keys"
  std::int32_t application_id = 0;
  std::int32_t version = 1;
};

inline constexpr std::int32_t application_id_log = 0x4a454a4c;    // "JEJL"
inline constexpr std::int32_t application_id_views = 0x4a454a56;  // "JEJV"
inline constexpr std::int32_t application_id_keys = 0x4a454a4b;   // "JEJK"

enum class Access { read_only, read_write, create };

// A connection for one thread at a time (no mutex of SQLite's own), foreign keys and double-quoted strings
// off.
class Connection {
 public:
  static Result<Connection, Failure> open(const std::filesystem::path& file, Access access,
                                          const std::string& vfs = {});

  sqlite3* handle() const { return database_->getHandle(); }
  Statement prepare(std::string_view sql) const { return {handle(), sql}; }
  // Runs one or more statements without results.
  std::optional<Failure> execute(const std::string& sql) const;
  // A pragma's or a query's first integer.
  Result<std::int64_t, Failure> number(const std::string& sql) const;
  // What SQLite's last error on this connection means for the caller; `doing` is a few words ("append to the
  // log").
  Failure failure(std::string_view doing) const;
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }
  void roll_back() const;

 private:
  explicit Connection(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}
  std::unique_ptr<SQLite::Database> database_;
};

// Refuses a file of another program or a newer version (foreign), in one line; by its application_id and user_version.
std::optional<Failure> refuse_kind(std::int64_t application_id, std::int64_t version, const FileKind& kind,
                                   const std::filesystem::path& file);
// The same for an open file. True: the file is fresh and empty.
Result<bool, Failure> check_kind(const Connection& connection, const FileKind& kind,
                                 const std::filesystem::path& file);
std::string stamp_kind(const FileKind& kind);  // the SQL that marks a file as this kind

// Leaves the WAL, empty, and its index beside the file when the last connection closes: a store whose disk is full, or
// whose folder can only be read, can then be opened, for which SQLite needs both.
void keep_wal(const Connection& connection);

}  // namespace jejak::sqlite
