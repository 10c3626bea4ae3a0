#include "storage/sqlite/store.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace jejak {
namespace {

// A folder that was just made is durable once the one above it is fsynced.
std::optional<Failure> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder, error)) return std::nullopt;
  const std::filesystem::path above = std::filesystem::absolute(folder).parent_path();
  if (auto failure = make_folder(above)) return failure;
  const int descriptor = ::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool made = descriptor >= 0 && ::mkdir(folder.c_str(), 0700) == 0 && ::fsync(descriptor) == 0;
  const int reason = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (made) return std::nullopt;
  return Failure{Failure::Kind::unavailable, "cannot make " + folder.string() + ": " + std::strerror(reason)};
}

// Makes the folder, or says that there is no store.
std::optional<Failure> ready_folder(const StorePaths& paths, const StoreOptions& options) {
  if (options.mode == StoreMode::write && options.create) return make_folder(paths.folder);
  std::error_code error;
  if (std::filesystem::exists(paths.log, error)) return std::nullopt;
  return Failure{Failure::Kind::foreign, "there is no store in " + paths.folder.string()};
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
  auto vault = SqliteVault::open(store.paths.keys, options.mode, entropy);
  if (!vault) return vault.error();
  store.vault = std::move(*vault);
  if (!schemas.empty()) {
    if (auto failure = open_views(store, schemas, options.mode)) return *failure;
  }
  return store;
}

SqliteStore closed_store(const std::filesystem::path& folder) {
  return {StorePaths(folder), std::nullopt, nullptr, nullptr, nullptr};
}

}  // namespace

StorePaths::StorePaths(std::filesystem::path where)
    : folder(std::move(where)),
      log(folder / "log.db"),
      views(folder / "views.db"),
      keys(folder / "keys.db"),
      lock(folder / "lock") {}

Result<SqliteStore, Failure> open_store(const std::filesystem::path& folder,
                                        std::span<const ViewSchema> schemas, Entropy& entropy,
                                        const StoreOptions& options) {
  SqliteStore store = closed_store(folder.has_filename() ? folder : folder.parent_path());
  if (auto failure = ready_folder(store.paths, options)) return *failure;
  if (options.mode == StoreMode::write) {
    auto lock = FolderLock::take(store.paths.lock);
    if (!lock) return lock.error();
    store.lock.emplace(std::move(*lock));
    return open_files(std::move(store), schemas, entropy, options);
  }
  const StorePaths paths = store.paths;
  auto opened = open_files(std::move(store), schemas, entropy, options);
  if (opened || opened.error().kind == Failure::Kind::foreign) return opened;
  recover(paths, entropy);
  return open_files(closed_store(paths.folder), schemas, entropy, options);
}

}  // namespace jejak
