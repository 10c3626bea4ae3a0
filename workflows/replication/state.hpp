#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `replication-<id>`: ReplicationRequested {id, innovation, title, competition, organizer, by_organizer, region,
// agency, entrant (of the innovation), requested_by? (`owner` `replicating`), note?}, ReplicationAdvanced {id, innovation, entrant, from, to,
// reported_by? (`owner`: for an organizer that is not registered), adaptation?, note?}; from established to
// established says that it was looked at again and is still alive.
struct Replication {
  std::string id;  // empty: there is none
  std::string innovation;
  std::string organizer;     // of the innovation
  std::string entrant;       // of the innovation
  std::string by_organizer;  // who replicates it
  std::string requested_by;  // owner or replicating; empty: the log does not say
  std::string status;        // requested, agreed, running, established, abandoned
};
void evolve(Replication& replication, const Event& event);

}  // namespace jejak::workflows
