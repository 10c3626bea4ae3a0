#pragma once
#include <string>
#include <string_view>

#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// Whose personal data a subject is: "entrant-<id>", "juror-<id>", "session-<id>" (its speakers), "proposal-<id>" (its
// files). The organizer that keeps it; empty where there is no such subject.
std::string keeper_of(World& world, std::string_view subject);

// PUT of what somebody is called and how they are reached, with the reason: an event that replaces what is shown; what
// was recorded before stays, sealed, where it was.
extern const std::string_view correct_contact_body;
extern const std::string_view correct_juror_body;
extern const std::string_view correct_session_body;
Decision correct_contact(World& world, const Command& command);
Decision correct_juror(World& world, const Command& command);
Decision correct_session(World& world, const Command& command);

}  // namespace jejak::workflows
