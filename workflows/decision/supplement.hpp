#pragma once
#include <string_view>

#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// A stage is decided once. Who comes back into it afterwards (an objection was upheld) is decided alone, against what the decision came to: in,
// where it is level with the last that its points brought in, or better, or where a place was left. Proposed by one person, settled by another.
extern const std::string_view propose_supplement_body;
extern const std::string_view settle_supplement_body;
Decision propose_supplement(World& world, const Command& command);
Decision settle_supplement(World& world, const Command& command);

}  // namespace jejak::workflows
