#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `organizer-<id>`: OrganizerRegistered {id, name, region, tier, zone, parent?}, OrganizerPlaced {id, parent}.
struct Organizer {
  std::string id;  // empty: there is none
  std::string name;
  std::string region;
  std::string tier;    // unit, city, regency, province, nation
  std::string parent;  // the organizer of the tier above; empty: not known
};
void evolve(Organizer& organizer, const Event& event);

}  // namespace jejak::workflows
