#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

Decision start_instance(World& world, const Command& command);
Decision send_to_instance(World& world, const Command& command);
Decision list_instance_transitions(World& world, const Command& command);
Decision fire_instance_timer(World& world, const Command& command, std::string_view id);

}  // namespace jejak::workflows
