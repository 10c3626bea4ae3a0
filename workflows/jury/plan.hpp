#pragma once
#include <string_view>

#include "engine/core/decision.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// Who reads what, drawn by lot and balanced (assignment.hpp), for all proposals that stand in a stage. Path: competition,
// stage. With `preview` nothing is recorded and the answer has the pairs; without, AssignmentPlanned in the stream
// `panel-<competition>-<stage>` (what was asked for, so that anybody can draw the same lot again) and a JurorAssigned for each
// new pair. Who was assigned before stays and counts, unless their sheet does not count any more.
extern const std::string_view assign_by_plan_body;
Decision assign_by_plan(World& world, const Command& command);

}  // namespace jejak::workflows
