#pragma once
#include <cstdint>
#include <filesystem>

#include "engine/core/hex.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::tools {

struct FileDigest {
  std::uint64_t bytes = 0;
  Hash sha256{};
  bool operator==(const FileDigest&) const = default;
};

Result<FileDigest, Failure> digest_file(const std::filesystem::path& file);

// Copies a file and says what was copied, so that nothing can change between the look and the copy. Not fsynced.
Result<FileDigest, Failure> copy_and_digest(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace jejak::tools
