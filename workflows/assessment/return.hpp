#pragma once
#include <string_view>

#include "workflows/command.hpp"

namespace jejak::workflows {

// A submitted sheet goes back to its juror, who alone submits it again: proposed by the juror or the secretariat, settled by another
// person of the secretariat, while the stage is not decided or after it was reopened. Path: proposal, stage, juror. The events are those
// of the sheet's stream (state.hpp); the score that they carry is counted without the sheet.
extern const std::string_view return_body, settle_return_body;
Decision return_sheet(World& world, const Command& command);
Decision settle_return(World& world, const Command& command);

}  // namespace jejak::workflows
