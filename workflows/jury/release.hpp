#pragma once
#include <string_view>

#include "workflows/command.hpp"

namespace jejak::workflows {

// Takes proposals of a stage from jurors who have not submitted a sheet of them (AssignmentReleased); one that was submitted refuses all.
// What was not assigned is passed over, so that a list may be sent again.
extern const std::string_view release_body;
Decision release_assignments(World& world, const Command& command);

}  // namespace jejak::workflows
