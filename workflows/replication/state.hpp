#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `replication-<id>`: ReplicationRequested {id, innovation, title, competition, organizer, by_organizer, region,
// agency, note?}, ReplicationAdvanced {id, innovation, from, to, note?}.
struct Replication {
  std::string id;  // empty: there is none
  std::string innovation;
  std::string organizer;     // of the innovation
  std::string by_organizer;  // who replicates it
  std::string status;        // requested, agreed, running, established, abandoned
};
void evolve(Replication& replication, const Event& event);

}  // namespace jejak::workflows
