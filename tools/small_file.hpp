#pragma once
#include <filesystem>
#include <string>

#include "engine/core/result.hpp"

namespace jejak::tools {

inline constexpr std::size_t small_file_bytes_max = 64 * 1024;

// The whole of a file that people hand us and that is known to be small; or why not, in a few words.
Result<std::string, std::string> read_small_file(const std::filesystem::path& path);

// "FILE, /pointer: message" of the first thing that is wrong in it.
std::string first_fault(const std::filesystem::path& file, const Faults& faults);

}  // namespace jejak::tools
