#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// Whether the caller acts for that organizer: the system for every one, auditors and admins without one of their own
// too, everybody else for their own.
bool serves(const Caller& caller, std::string_view organizer);

// The id of what a command makes: the body's own where it gives one that is free, else a fresh UUID. `kind` is the
// stream's ("entrant"); `slug` says that a slug will do.
Result<std::string, Rejection> choose_id(World& world, const json::object& body, std::string_view kind,
                                         bool slug = false);

// Whether `organizer` is `ancestor` or stands below it (city, province, nation), as far as registered parents tell.
bool is_within(World& world, std::string_view organizer, std::string_view ancestor);

// Whose event the caller may send towards a proposal, as a definition's `roles` name it. A secretariat is "secretariat"
// where its organizer holds the competition, and "local_admin" where it is the entrant's own; often it is both.
std::vector<std::string_view> roles_towards(const Caller& caller, const Proposal& proposal);

// The competition of the path; not_found where there is none, or it is not the caller's to change.
Result<const Competition*, Rejection> own_competition(World& world, const Command& command);

// The proposal, where the caller may know of it: proposers their own, everybody else those of their organizer's
// competitions and of their organizer's entrants.
Result<const Proposal*, Rejection> known_proposal(World& world, const Caller& caller, std::string_view id);

// The rules that a competition or proposal runs under. Recorded with the competition, so always there.
const PinnedRulebook& rulebook_of(World& world, std::string_view hash);
// The rules that hold for a proposal now: its competition's.
const PinnedRulebook& rulebook_for(World& world, const Proposal& proposal);
const PinnedDefinition& definition_of(World& world, std::string_view hash);

// The member of Command::path; empty where the route has none.
std::string_view path_of(const Command& command, std::string_view key);

}  // namespace jejak::workflows
