#pragma once
#include <filesystem>

#include "engine/ports/vault.hpp"
#include "engine/runtime/reactor.hpp"

namespace jejak::tools {

// Destroys a person's key once SubjectErased is in the log. How far it has come stands in `file`, a decimal number; lost
// or old, the reactor merely goes over events again, and destroying twice is the same as once.
Position read_position(const std::filesystem::path& file);
std::function<std::optional<Failure>(Position)> keep_position(std::filesystem::path file);
Reactor::Reaction erase_keys(Vault& vault, std::filesystem::path file);

}  // namespace jejak::tools
