#pragma once
#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `award-<proposal>`: AwardGranted {proposal, competition, organizer, entrant, entrant_name, title, category, category_title? {id, en}, year,
// summary}, AwardRevoked {proposal, competition, organizer, reason}. Both follow from the machine (proposal/machine.hpp).
struct Award {
  bool granted = false;
  bool revoked = false;
};
void evolve(Award& award, const Event& event);

}  // namespace jejak::workflows
