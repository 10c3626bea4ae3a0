#pragma once
#include <optional>

#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// What everybody may read of a decision from its moment on, as the stage's `announce` says: `names` of those taken on (in order of their
// numbers), their `ranking` (in order of rank), or their `scores` besides. StageAnnounced {competition, organizer, stage, level, results
// [{proposal, number, title, category, entrant, entrant_name, rank?, decimal?}]} on the stage's decision stream; a reopening takes it back.
std::optional<NewEvent> announcement(World& world, const Competition& competition, const Stage& stage, const Ranking& ranking);

}  // namespace jejak::workflows
