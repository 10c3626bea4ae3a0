#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `migration-<id>`: MigrationOrdered {id, definition, from {id, version, hash}, to {id, version, hash}, states,
// context, reason, rehearsed {position, streams, departed}}. What it did stands where it did it:
//   competition-<id>: CompetitionMigrated {competition, organizer, migration, definition {id, version, hash}, reason, road?}
//   proposal-<id>: ProposalMigrated {competition, migration, definition, event, from, to, stage, state, timers?, reason}
//   instance-<id>: InstanceMigrated {instance, organizer, entrant, migration, definition, event, from, to, stage, state,
//                  timers?, reason}
// where `event` is MIGRATED and `state` the whole snapshot, one of the new definition.
struct MigrationOrder {
  std::string id;  // empty: there is none
  json::object from;
  json::object to;
  json::object mapping;  // {states, context}
  std::string reason;
};
void evolve(MigrationOrder& order, const Event& event);

}  // namespace jejak::workflows
