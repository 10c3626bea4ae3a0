#pragma once
#include <span>

#include "workflows/command.hpp"

namespace jejak::workflows {

// The commands of each aggregate, with their schemas; each in <aggregate>/commands.cpp.
std::span<const CommandKind> organizer_commands();
std::span<const CommandKind> competition_commands();
std::span<const CommandKind> session_commands();
std::span<const CommandKind> notification_commands();
std::span<const CommandKind> attachment_commands();
std::span<const CommandKind> slot_commands();
std::span<const CommandKind> coaching_commands();
std::span<const CommandKind> external_award_commands();
std::span<const CommandKind> entrant_commands();
std::span<const CommandKind> proposal_commands();
std::span<const CommandKind> prior_award_commands();
std::span<const CommandKind> jury_commands();
std::span<const CommandKind> assessment_commands();
std::span<const CommandKind> decision_commands();
std::span<const CommandKind> replication_commands();
std::span<const CommandKind> key_commands();
std::span<const CommandKind> subject_commands();
std::span<const CommandKind> timer_commands();
std::span<const CommandKind> definition_commands();
std::span<const CommandKind> instance_commands();
std::span<const CommandKind> deadline_commands();
std::span<const CommandKind> migration_commands();
std::span<const CommandKind> simulation_commands();

}  // namespace jejak::workflows
