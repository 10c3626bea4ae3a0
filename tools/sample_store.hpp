#pragma once
#include <filesystem>
#include <string>

#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::tools {

// Loads the Kota Magelang 2022 sample into the store in `folder` (made when it is not there), through the same commands
// as any client's, under a clock that is set to the competition's own dates and with seeded randomness, so that every
// load gives the same log and the same tree root. Time never goes back in a log, so only an empty log can take it: the
// value is then empty; otherwise nothing is done and the value says why, in one line (empty when it is there already).
Result<std::string, Failure> load_sample_store(const std::filesystem::path& folder);

}  // namespace jejak::tools
