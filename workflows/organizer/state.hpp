#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `organizer-<id>`: OrganizerRegistered {id, name, region, tier, zone}.
struct Organizer {
  std::string id;  // empty: there is none
  std::string name;
};
void evolve(Organizer& organizer, const Event& event);

}  // namespace jejak::workflows
