#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

Decision enter_proposal(World& world, const Command& command);
Decision answer_proposal(World& world, const Command& command);
Decision send_transition(World& world, const Command& command);
Decision list_transitions(World& world, const Command& command);
Decision list_checks(World& world, const Command& command);
Decision promote_proposal(World& world, const Command& command);
Decision merge_proposals(World& world, const Command& command);
Decision fire_timer(World& world, const Command& command);

}  // namespace jejak::workflows
