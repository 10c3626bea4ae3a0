#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

#include "engine/core/event.hpp"
#include "engine/ports/failure.hpp"

namespace jejak::tools {

// Fills a fresh store with whole competitions, one after another, through the same commands as any client's,
// until the log has at least `events` events: per competition 400 proposals of 40 agencies, drafts saved
// three times, some withdrawn or returned, the administrative checks, five jurors, three decided stages with
// 120, 45 and 15 places, awards and replications; about 28 events per proposal. A clock that is set and
// seeded randomness: the same log each time. Throws std::runtime_error where a command is refused: the season
// no longer fits the domain.
std::optional<Failure> play_seasons(const std::filesystem::path& folder, Position events,
                                    const std::function<void(Position)>& progress);

}  // namespace jejak::tools
