#pragma once
#include <sqlite3.h>

#include <atomic>
#include <list>
#include <stdexcept>

namespace jejak::contracts {

// SQLite's own VFS, but for fsyncs and writes that fail while they are told to. Registered as "failing_disk".
class FailingDisk {
 public:
  static inline std::atomic<bool> sync_fails = false;
  static inline std::atomic<bool> disk_is_full = false;

  FailingDisk() {
    static const int registered = register_once();
    if (registered != SQLITE_OK) throw std::runtime_error("no VFS");
    sync_fails = false;
    disk_is_full = false;
  }
  ~FailingDisk() {
    sync_fails = false;
    disk_is_full = false;
  }
  static const char* name() { return "failing_disk"; }

 private:
  // The methods of a kind of file as SQLite made them, with two in front of them; the first member is what
  // files see.
  struct Methods {
    sqlite3_io_methods seen;
    const sqlite3_io_methods* own;
  };

  static const sqlite3_io_methods* own_of(sqlite3_file* file) {
    return reinterpret_cast<const Methods*>(file->pMethods)->own;
  }
  static int sync(sqlite3_file* file, int flags) {
    return sync_fails ? SQLITE_IOERR_FSYNC : own_of(file)->xSync(file, flags);
  }
  static int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    return disk_is_full ? SQLITE_FULL : own_of(file)->xWrite(file, bytes, size, offset);
  }
  static int open(sqlite3_vfs* vfs, const char* file, sqlite3_file* opened, int flags, int* flags_out) {
    auto* system = static_cast<sqlite3_vfs*>(vfs->pAppData);
    const int code = system->xOpen(system, file, opened, flags, flags_out);
    if (code != SQLITE_OK || opened->pMethods == nullptr) return code;
    static std::list<Methods> kinds;
    for (const Methods& kind : kinds) {
      if (kind.own == opened->pMethods) {
        opened->pMethods = &kind.seen;
        return code;
      }
    }
    Methods& kind = kinds.emplace_back(Methods{*opened->pMethods, opened->pMethods});
    kind.seen.xSync = sync;
    kind.seen.xWrite = write;
    opened->pMethods = &kind.seen;
    return code;
  }
  static int register_once() {
    static sqlite3_vfs failing = *sqlite3_vfs_find(nullptr);
    failing.pAppData = sqlite3_vfs_find(nullptr);
    failing.zName = name();
    failing.xOpen = open;
    return sqlite3_vfs_register(&failing, 0);
  }
};

}  // namespace jejak::contracts
