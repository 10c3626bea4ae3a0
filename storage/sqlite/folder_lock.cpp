#include "storage/sqlite/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace jejak {

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<FolderLock, Failure> FolderLock::take(const std::filesystem::path& file) {
  FolderLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640));
  if (lock.descriptor_ < 0) {
    return Failure{Failure::Kind::unavailable, "cannot open " + file.string() + ": " + std::strerror(errno)};
  }
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    char holder[32] = {};
    const ssize_t size = ::pread(lock.descriptor_, holder, sizeof holder - 1, 0);
    std::string number(holder, size > 0 ? static_cast<std::size_t>(size) : 0);
    while (!number.empty() && number.back() == '\n') number.pop_back();
    return Failure{Failure::Kind::foreign,
                   "store is in use by process " + (number.empty() ? "unknown" : number)};
  }
  const std::string own = std::to_string(::getpid()) + "\n";
  if (::ftruncate(lock.descriptor_, 0) != 0 ||
      ::pwrite(lock.descriptor_, own.data(), own.size(), 0) != static_cast<ssize_t>(own.size())) {
    return Failure{Failure::Kind::unavailable, "cannot write " + file.string() + ": " + std::strerror(errno)};
  }
  return lock;
}

}  // namespace jejak
