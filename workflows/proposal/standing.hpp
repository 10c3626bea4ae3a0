#pragma once
#include <string_view>
#include <vector>

#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// The competition's proposals that stand in that state of their machine ("screening.desk"), in the order in which they were entered.
std::vector<const Proposal*> standing_in(World& world, const Competition& competition, std::string_view state);

}  // namespace jejak::workflows
