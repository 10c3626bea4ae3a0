#pragma once
#include <string>
#include <string_view>

#include "engine/core/decision.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// The agency of a juror, or of a proposal, as the two are compared: by the entrant's id, or by its name whatever its
// spelling. Made once, compared often.
struct Agency {
  std::string entrant;
  std::string name;
};
Agency agency_of(const Juror& juror);
Agency agency_of(const Proposal& proposal);
bool same_agency(const Agency& juror, const Agency& proposal);

// JurorAssigned, in the stream of the proposal's sheets at the stage.
NewEvent juror_assigned(const Competition& competition, std::string_view stage, const Proposal& proposal, const Juror& juror);

}  // namespace jejak::workflows
