#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// Files beside the log, named by what is in them: the SHA-256 of the bytes in hexadecimal. Whoever keeps the name can tell whether the
// bytes are what they were. Thread-safe.
class BlobStore {
 public:
  virtual ~BlobStore() = default;

  // Keeps the bytes and returns their name once they are durable (fsynced). The same bytes again are the same blob.
  virtual Result<std::string, Failure> put(std::string_view bytes) = 0;
  // The bytes; nothing where there is no blob of that name. Bytes that are not what the name says are a Failure (corrupt).
  virtual Result<std::optional<std::string>, Failure> get(std::string_view name) = 0;
  // Takes a blob away; idempotent. For one that no event names: what an event names stays.
  virtual std::optional<Failure> remove(std::string_view name) = 0;
};

}  // namespace jejak
