#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "storage/sqlite/blob_store.hpp"
#include "storage/sqlite/event_log.hpp"
#include "storage/sqlite/folder_lock.hpp"
#include "storage/sqlite/vault.hpp"
#include "storage/sqlite/view_store.hpp"

namespace jejak {

// Where a store keeps what, inside its folder.
struct StorePaths {
  explicit StorePaths(std::filesystem::path folder);
  std::filesystem::path folder, log, views, keys, blobs, lock;
};

// A backup: log/log.db, blobs/ and keys/keys.db, apart so that the keys can be kept in a different place (see README.md).
StorePaths backup_paths(std::filesystem::path folder);
bool is_backup(const std::filesystem::path& folder);  // a log stands where a backup has it, and none where a store has

// A store: one folder with the log, the views, the keys and a lock file that one writing process holds.
struct SqliteStore {
  StorePaths paths;
  std::optional<FolderLock> lock;  // held in write mode; released last
  std::unique_ptr<SqliteEventLog> log;
  std::unique_ptr<SqliteVault> vault;      // null in read mode where there are no keys
  std::unique_ptr<SqliteViewStore> views;  // null when opened without schemas
  std::unique_ptr<FileBlobStore> blobs;
};

struct StoreOptions {
  StoreMode mode = StoreMode::write;
  bool create = true;  // in write mode: make the folder and its files where there are none
  SqliteLogOptions log;
};

// Opens the store in `folder`. Without schemas the views stay closed. Failures (foreign): the folder is in
// use by another process ("store is in use by process N"), holds another program's or a newer version's file, or is not
// there; it is left as it was. A backup opens in read mode only. In write mode, views that are ahead of the log are a
// Failure (corrupt): events are missing from the log.
Result<SqliteStore, Failure> open_store(const std::filesystem::path& folder,
                                        std::span<const ViewSchema> schemas, Entropy& entropy,
                                        const StoreOptions& options = {});

}  // namespace jejak
