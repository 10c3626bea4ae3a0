#include "workflows/award/state.hpp"

namespace jejak::workflows {

void evolve(Award& award, const Event& event) {
  if (event.type == "AwardGranted") award.granted = true;
  if (event.type == "AwardRevoked") award.revoked = true;
}

}  // namespace jejak::workflows
