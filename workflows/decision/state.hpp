#pragma once
#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `decision-<competition>-<stage>`: StageDecided, the decision document of workflows/README.md with `organizer`
// and the `reason` that was given with it.
struct StageDecision {
  bool decided = false;
};
void evolve(StageDecision& decision, const Event& event);

}  // namespace jejak::workflows
