#include "storage/sqlite/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

namespace jejak {
namespace {

// Written before what is left of an older number is cut off, so that a full disk has its block already. The number is
// for people; the lock holds without it.
void write_holder(int descriptor) {
  const std::string own = std::to_string(::getpid()) + "\n";
  const ssize_t written = ::pwrite(descriptor, own.data(), own.size(), 0);
  if (written <= 0 || ::ftruncate(descriptor, written) != 0) return;
}

}  // namespace

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
  write_holder(lock.descriptor_);
  return lock;
}

}  // namespace jejak
