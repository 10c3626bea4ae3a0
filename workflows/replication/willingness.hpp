#pragma once
#include <string_view>

#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// Whether an innovation may be asked for: said by its entrant or its organizer, and changed as often as need be.
extern const std::string_view willingness_body;
Decision declare_willingness(World& world, const Command& command);

}  // namespace jejak::workflows
