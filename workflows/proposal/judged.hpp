#pragma once
#include <vector>

#include "engine/runtime/world.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// The competition's proposals that stand where the stage judges them, in the order in which they were entered.
std::vector<const Proposal*> judged_in(World& world, const Competition& competition, const Stage& stage);

}  // namespace jejak::workflows
