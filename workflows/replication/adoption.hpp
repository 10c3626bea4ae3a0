#pragma once
#include <map>
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `innovation-<proposal>`: what holds of an awarded innovation towards those who would replicate it.
//   WillingnessDeclared {innovation, competition, organizer, entrant, willing, note?}: not said means willing, since the tick-list
//                       asks every entrant for a statement of willingness
//   AdopterListed {innovation, competition, replication, by_organizer, adopter_key}: beside each ReplicationRequested
struct Adoption {
  bool unwilling = false;
  std::string note;                                            // of the last declaration
  std::map<std::string, std::string, std::less<>> adopters;  // by adopter_key: the last replication of that organizer
};
void evolve(Adoption& adoption, const Event& event);

// What replicating organizers are the same by: the id of a registered one, the name of another.
std::string adopter_key(std::string_view organizer);

}  // namespace jejak::workflows
