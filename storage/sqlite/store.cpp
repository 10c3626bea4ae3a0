#include "storage/sqlite/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "storage/sqlite/copy.hpp"
#include "storage/sqlite/file_header.hpp"
#include "storage/sqlite/log_schema.hpp"
#include "storage/sqlite/view_schema.hpp"

namespace jejak {
namespace {

// A folder that was just made is durable once the one above it is fsynced.
std::optional<Failure> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error)) return std::nullopt;
  const std::filesystem::path above = std::filesystem::absolute(folder).parent_path();
  if (auto failure = make_folder(above)) return failure;
  if (::mkdir(folder.c_str(), 0700) == 0) return make_durable(above);
  return Failure{Failure::Kind::unavailable, "cannot make " + folder.string() + ": " + std::strerror(errno)};
}

// Says that there is no store, that it is a backup, or that its files are not ours; before anything is put beside them.
std::optional<Failure> refuse_folder(const StorePaths& paths, const StoreOptions& options) {
  const bool writes = options.mode == StoreMode::write;
  if (writes && is_backup(paths.folder)) {
    return Failure{Failure::Kind::foreign, paths.folder.string() + " is a backup: restore it into a store of its own"};
  }
  std::error_code error;
  if (!(writes && options.create) && !std::filesystem::exists(paths.log, error)) {
    if (error) return Failure{Failure::Kind::unavailable, "cannot read " + paths.log.string() + ": " + error.message()};
    return Failure{Failure::Kind::foreign, "there is no store in " + paths.folder.string()};
  }
  if (auto failure = sqlite::refuse_foreign(paths.log, sqlite::log_kind())) return failure;
  if (auto failure = sqlite::refuse_foreign(paths.keys, sqlite::keys_kind())) return failure;
  return sqlite::refuse_foreign(paths.views, sqlite::views_kind());
}

// A process that was killed may have left a journal that only a writing connection can bring in order. Where
// no other process holds the lock, this one does so; what goes wrong here is told by the opening that
// follows.
void recover(const StorePaths& paths, Entropy& entropy) {
  const auto lock = FolderLock::take(paths.lock);
  if (!lock) return;
  SqliteEventLog::open(paths.log, StoreMode::write);
  if (std::filesystem::exists(paths.keys)) SqliteVault::open(paths.keys, StoreMode::write, entropy);
}

std::optional<Failure> open_views(SqliteStore& store, std::span<const ViewSchema> schemas, StoreMode mode) {
  auto views = SqliteViewStore::open(store.paths.views, schemas, mode);
  if (!views) return views.error();
  const Position reflected = (*views)->position();
  if (mode == StoreMode::write && reflected > store.log->head().size) {
    // Views only ever follow the log, so events are gone. Whoever runs this has to know before anything is
    // written.
    return Failure{Failure::Kind::corrupt,
                   "the views reflect position " + std::to_string(reflected) + " but the log ends at " +
                       std::to_string(store.log->head().size) +
                       ": events are missing from the log; put the whole log" +
                       " back, or, if an older copy was meant, remove " + store.paths.views.string()};
  }
  store.views = std::move(*views);
  return std::nullopt;
}

Result<SqliteStore, Failure> open_files(SqliteStore store, std::span<const ViewSchema> schemas,
                                        Entropy& entropy, const StoreOptions& options) {
  auto log = SqliteEventLog::open(store.paths.log, options.mode, options.log);
  if (!log) return log.error();
  store.log = std::move(*log);
  store.blobs = std::make_unique<FileBlobStore>(store.paths.blobs);
  if (options.mode == StoreMode::write || std::filesystem::exists(store.paths.keys)) {
    auto vault = SqliteVault::open(store.paths.keys, options.mode, entropy);
    if (!vault) return vault.error();
    store.vault = std::move(*vault);
  }
  if (!schemas.empty()) {
    if (auto failure = open_views(store, schemas, options.mode)) return *failure;
  }
  return store;
}

SqliteStore closed_store(StorePaths paths) { return {std::move(paths), std::nullopt, nullptr, nullptr, nullptr, nullptr}; }

Result<SqliteStore, Failure> open_to_write(SqliteStore store, std::span<const ViewSchema> schemas, Entropy& entropy,
                                           const StoreOptions& options) {
  if (options.create) {
    if (auto failure = make_folder(store.paths.folder)) return *failure;
  }
  auto lock = FolderLock::take(store.paths.lock);
  if (!lock) return lock.error();
  store.lock.emplace(std::move(*lock));
  return open_files(std::move(store), schemas, entropy, options);
}

}  // namespace

StorePaths::StorePaths(std::filesystem::path where)
    : folder(std::move(where)),
      log(folder / "log.db"),
      views(folder / "views.db"),
      keys(folder / "keys.db"),
      blobs(folder / "blobs"),
      lock(folder / "lock") {}

StorePaths backup_paths(std::filesystem::path folder) {
  StorePaths paths(std::move(folder));
  paths.log = paths.folder / "log" / "log.db";
  paths.keys = paths.folder / "keys" / "keys.db";
  return paths;
}

bool is_backup(const std::filesystem::path& folder) {
  std::error_code ignored;
  return std::filesystem::exists(backup_paths(folder).log, ignored) &&
         !std::filesystem::exists(StorePaths(folder).log, ignored);
}

Result<SqliteStore, Failure> open_store(const std::filesystem::path& named, std::span<const ViewSchema> schemas,
                                        Entropy& entropy, const StoreOptions& options) {
  const std::filesystem::path folder = named.has_filename() ? named : named.parent_path();
  const bool backup = is_backup(folder);
  const StorePaths paths = backup ? backup_paths(folder) : StorePaths(folder);
  if (auto failure = refuse_folder(paths, options)) return *failure;
  if (options.mode == StoreMode::read && sqlite::lacks_wal(paths.log)) {
    return Failure{Failure::Kind::unavailable, paths.folder.string() + " can only be read and has no " +
                                                   paths.log.filename().string() +
                                                   "-wal, without which SQLite does not open it: copy the store to" +
                                                   " where it can be written"};
  }
  if (options.mode == StoreMode::write) return open_to_write(closed_store(paths), schemas, entropy, options);
  auto opened = open_files(closed_store(paths), schemas, entropy, options);
  if (opened || backup || opened.error().kind == Failure::Kind::foreign) return opened;
  recover(paths, entropy);
  return open_files(closed_store(paths), schemas, entropy, options);
}

}  // namespace jejak
