#pragma once
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak::tools {

// A store that was made from a backup is a copy until somebody says that it takes the original's place: it serves, but it tells
// nobody anything and fires no timers. A file in the store's folder says so.
std::optional<Failure> mark_as_copy(const std::filesystem::path& folder);
bool is_copy(const std::filesystem::path& folder);
std::optional<Failure> take_over(const std::filesystem::path& folder);  // durable; a store that is no copy stays as it is

}  // namespace jejak::tools
