#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `entrant-<id>`: EntrantRegistered {id, organizer, name, short_name, kind, contact: personal}; PersonCorrected {id, organizer, reason,
// contact: personal}.
struct Entrant {
  std::string id;  // empty: there is none
  std::string organizer;
  std::string name;
  std::string kind;
};
void evolve(Entrant& entrant, const Event& event);

}  // namespace jejak::workflows
