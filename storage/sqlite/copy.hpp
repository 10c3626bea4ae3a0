#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak {

// Copies an SQLite database as it is at one instant, also while another process writes it; an old copy is replaced. The
// copy is one file that needs none beside it, and is not fsynced. `progress` is told pages copied and pages in all.
// Failure (full) where the copy's disk is full; whatever there is of the copy then is removed.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t whole)>;
std::optional<Failure> copy_database(const std::filesystem::path& from, const std::filesystem::path& to,
                                     const CopyProgress& progress = {});

// Removes a database with its WAL and index files; nothing where there is none.
void remove_database(const std::filesystem::path& file);

// A folder's entries as they are now, or a file's bytes, fsynced.
std::optional<Failure> make_durable(const std::filesystem::path& file_or_folder);

}  // namespace jejak
