#pragma once
#include <filesystem>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// The right to write to a store's folder: an flock on its lock file, which holds the process id of who has
// it. The system releases it when the process ends, however it ends.
class FolderLock {
 public:
  // Failure (foreign) "store is in use by process N" when another holds it.
  static Result<FolderLock, Failure> take(const std::filesystem::path& file);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace jejak
