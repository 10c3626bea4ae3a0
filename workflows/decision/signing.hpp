#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

// The minutes of a decided stage are signed, by a juror whose sheet was in it or by the secretariat, each once: recorded is who signed which decision, named by
// its hash, so that nobody signs another one than they read. A reopening voids what was signed.
extern const std::string_view sign_minutes_body;
Decision sign_minutes(World& world, const Command& command);

}  // namespace jejak::workflows
