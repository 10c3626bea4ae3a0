#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `instance-<id>`:
//   InstanceStarted {id, organizer, entrant, title, definition {id, version, hash}, to, stage, state, timers?}
//   InstanceAdvanced {instance, organizer, entrant, event, data?, timer?, from, to, stage, state, timers?}
//   InstanceMigrated (migration/state.hpp)
//   DeadlineExtended, DeadlineCancelled (proposal/state.hpp, with {instance, organizer, entrant})
// where `state` is the machine's whole snapshot, and `entrant` is empty where nobody outside the organizer asked for it.
// In `data` the properties that the event's form calls personal are sealed.
struct Instance {
  std::string id;  // empty: there is none
  std::string organizer;
  std::string entrant;
  std::string definition_hash;
  json::value state;
};
void evolve(Instance& instance, const Event& event);

}  // namespace jejak::workflows
