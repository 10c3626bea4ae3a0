#include "workflows/session/state.hpp"

namespace jejak::workflows {

void evolve(Session& session, const Event& event) {
  if (event.type == "SessionRecorded") session.recorded = true;
}

}  // namespace jejak::workflows
