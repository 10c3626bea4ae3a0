#pragma once
#include "workflows/command.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// A reminder to everybody of a competition who still owes something: jurors their open sheets of a stage, entrants the proposals that they
// have not submitted.
extern const std::string_view remind_body;
Decision remind(World& world, const Command& command);

// The proposals of a competition that can still be submitted and are not.
std::vector<const Proposal*> drafts_of(World& world, const Competition& competition);

}  // namespace jejak::workflows
