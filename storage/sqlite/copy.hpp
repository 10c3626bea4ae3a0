#pragma once
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak {

// Copies an SQLite database as it is at one instant, also while another process writes it. An old copy is
// replaced.
std::optional<Failure> copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

// Removes a database with its WAL and index files; nothing where there is none.
void remove_database(const std::filesystem::path& file);

}  // namespace jejak
