#pragma once
#include <vector>

#include "engine/core/rejection.hpp"
#include "engine/statechart/statechart.hpp"

namespace jejak::workflows {

// `transition_refused` for an event that the machine did not take, with the guards in the way and their values filled in.
Rejection step_refused(const statechart::Definition& definition, const statechart::Snapshot& snapshot,
                       const statechart::Sent& event, const std::vector<statechart::Refusing>& refused_by, Timestamp now);

}  // namespace jejak::workflows
