#include "workflows/decision/state.hpp"

namespace jejak::workflows {

void evolve(StageDecision& decision, const Event& event) {
  if (event.type == "StageDecided") decision.decided = true;
}

}  // namespace jejak::workflows
