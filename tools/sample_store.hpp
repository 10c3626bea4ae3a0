#pragma once
#include <filesystem>
#include <optional>

#include "engine/ports/failure.hpp"

namespace jejak::tools {

// Loads the Kota Magelang 2022 sample once into the store in `folder` (made when it is not there), through the same
// commands as any client's. Into an empty log: under a clock that is set to the competition's own dates and with seeded
// randomness, so that every load gives the same log and the same tree root. Into a log that has events already (an API
// key, say), where time cannot go back: as of now, under the same rules without their dates.
std::optional<Failure> load_sample_store(const std::filesystem::path& folder);

}  // namespace jejak::tools
