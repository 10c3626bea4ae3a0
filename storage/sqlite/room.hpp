#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak {

inline constexpr std::uint64_t room_bytes_min = 1024 * 1024;

// Whether `room_bytes_min` more bytes can be had in `folder`, by asking for them and giving them back: only so does the
// answer hold for quotas and for what a file system reserves. Failure (full) says so in one line. Where a file system
// has no unnamed files, what it says is free is believed.
std::optional<Failure> check_room(const std::filesystem::path& folder);

}  // namespace jejak
