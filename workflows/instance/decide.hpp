#pragma once
#include "workflows/command.hpp"
#include "workflows/instance/machine.hpp"
#include "workflows/instance/state.hpp"

namespace jejak::workflows {

Decision start_instance(World& world, const Command& command);
Decision send_to_instance(World& world, const Command& command);
Decision list_instance_transitions(World& world, const Command& command);
Decision fire_instance_timer(World& world, const Command& command, std::string_view id);

// The machine of an instance as it stands, after the timers that are due.
Result<InstanceMachine, Rejection> machine_of(World& world, const Instance& instance);

}  // namespace jejak::workflows
