#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

// A decided stage is judged again: one person proposes it with a reason, another confirms or rejects it. Everything that the decision did is
// taken back, so only while none of its proposals has gone on since: `went_on` names those that have.
extern const std::string_view propose_reopening_body, settle_reopening_body;
Decision propose_reopening(World& world, const Command& command);
Decision settle_reopening(World& world, const Command& command);

}  // namespace jejak::workflows
