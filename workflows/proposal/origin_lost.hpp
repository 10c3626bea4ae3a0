#pragma once
#include <string_view>
#include <vector>

#include "workflows/proposal/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// What the copies of a promoted proposal are told when it leaves the race or loses its award after all: OriginLost on the lineage of each.
// Whether a copy may go on is for the organizer that holds its competition to say.
std::vector<NewEvent> origin_lost(World& world, const Proposal& origin, std::string_view state, std::string_view reason);

}  // namespace jejak::workflows
