#pragma once
#include <map>
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `lineage-<proposal>`: where a proposal went from here.
//   ProposalPromoted {proposal, competition, organizer, rule {stage, best, tier}, rank, note?, origin {position,
//                     stream_version, leaf_hash}, to {proposal, number, competition, organizer, title}}
//   ProposalMerged {proposal, competition, organizer, title, into {proposal, number, title}, reason}
//   OriginLost {proposal, competition, organizer, title, origin {proposal, competition, organizer, entrant}, state, reason}: on a copy's stream, when
//                     what it was promoted from left the race or lost its award
struct Lineage {
  std::map<std::string, std::string, std::less<>> promoted;  // by competition: the proposal there
};
void evolve(Lineage& lineage, const Event& event);

}  // namespace jejak::workflows
