#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

// A reminder to everybody of a competition who still owes something: jurors their open sheets of a stage, entrants the proposals that they
// have not submitted.
extern const std::string_view remind_body;
Decision remind(World& world, const Command& command);

}  // namespace jejak::workflows
