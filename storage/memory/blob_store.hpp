#pragma once
#include <map>
#include <mutex>
#include <string>

#include "engine/ports/blob_store.hpp"

namespace jejak {

// The reference adapter: blobs in a map.
class MemoryBlobStore final : public BlobStore {
 public:
  Result<std::string, Failure> put(std::string_view bytes) override;
  Result<std::optional<std::string>, Failure> get(std::string_view name) override;
  std::optional<Failure> remove(std::string_view name) override;

 private:
  std::mutex mutex_;
  std::map<std::string, std::string, std::less<>> blobs_;
};

}  // namespace jejak
