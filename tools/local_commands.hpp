#pragma once
#include <string>

#include "engine/runtime/command_processor.hpp"
#include "workflows/command.hpp"

namespace jejak::tools {

// Gives one command to a processor that has no thread and waits for it: the console's way in, the same as any client's.
// Precondition: nobody else uses the processor.
CommandOutcome carry_out(CommandProcessor& processor, const workflows::Command& command,
                         const std::string& correlation_id);

// One line for an outcome that is not Done; empty for Done.
std::string reason_of(const CommandOutcome& outcome);

}  // namespace jejak::tools
