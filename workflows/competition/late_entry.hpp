#pragma once
#include "engine/core/decision.hpp"
#include "workflows/command.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// One entrant alone is let in late, with the reason: for everybody else the windows stay closed.
Decision admit_late_entry(World& world, const Command& command);

bool governs_entry(const Window& window);

}  // namespace jejak::workflows
