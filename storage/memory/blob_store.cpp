#include "storage/memory/blob_store.hpp"

#include "storage/merkle/sha256.hpp"

namespace jejak {

Result<std::string, Failure> MemoryBlobStore::put(std::string_view bytes) {
  std::string name = to_hex(sha256(bytes_of(bytes)));
  const std::lock_guard lock(mutex_);
  blobs_.insert_or_assign(name, std::string(bytes));
  return name;
}

Result<std::optional<std::string>, Failure> MemoryBlobStore::get(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = blobs_.find(name);
  return found == blobs_.end() ? std::optional<std::string>() : std::optional(found->second);
}

std::optional<Failure> MemoryBlobStore::remove(std::string_view name) {
  const std::lock_guard lock(mutex_);
  if (const auto found = blobs_.find(name); found != blobs_.end()) blobs_.erase(found);
  return std::nullopt;
}

}  // namespace jejak
