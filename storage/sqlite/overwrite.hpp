#pragma once
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak::sqlite {

// Overwrites a file's bytes where they lie and fsyncs; nothing where there is no such file. On a file system
// or a disk that writes elsewhere than it is told (copy on write, flash), older copies may outlive this.
std::optional<Failure> overwrite_with_zeros(const std::filesystem::path& file);

}  // namespace jejak::sqlite
