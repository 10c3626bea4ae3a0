#pragma once
#include "workflows/command.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

Decision enter_proposal(World& world, const Command& command);
Decision correct_proposal(World& world, const Command& command);
Decision answer_proposal(World& world, const Command& command);
Decision send_transition(World& world, const Command& command);
Decision list_transitions(World& world, const Command& command);
Decision list_checks(World& world, const Command& command);
Decision promote_proposal(World& world, const Command& command);
Decision merge_proposals(World& world, const Command& command);
Decision fire_timer(World& world, const Command& command);

// If-Match names another stream version than the proposal's.
std::optional<Rejection> refuse_stale(World& world, const Command& command, const Proposal& proposal);

}  // namespace jejak::workflows
