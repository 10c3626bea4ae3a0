#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `juror-<id>`: JurorRegistered {id, competition, organizer, name: personal, element, agency, entrant}.
struct Juror {
  std::string id;  // empty: there is none
  std::string competition;
  std::string organizer;
  std::string element;
  std::string agency;
  std::string entrant;  // the entrant that the juror belongs to; empty for outsiders
};
void evolve(Juror& juror, const Event& event);

}  // namespace jejak::workflows
