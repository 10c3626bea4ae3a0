#pragma once
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `proposal-<id>`:
//   ProposalEntered {id, competition, organizer, entrant, entrant_name, number, title, category, elements, group, year,
//                    started_on, rulebook, definition, stage, to, state, timers?}
//   ProposalAnswered {competition, answers, words, missing, stage, to, state}
//   TransitionTaken {competition, event, data?, timer?, from, to, stage, state, timers?}
// where `state` is the machine's whole snapshot, `from` and `to` dotted paths, and `timers` {set [{key, due}], cleared
// [key]} what changed among the pending timers.
struct Proposal {
  std::string id;  // empty: there is none
  std::string competition;
  std::string organizer;
  std::string entrant;
  std::string entrant_name;
  std::string title;
  std::string category;
  std::int64_t year = 0;
  std::int64_t number = 0;
  std::string rulebook_hash;
  std::string definition_hash;
  std::string summary;  // the answer to the question "summary"
  json::value state;    // the machine's snapshot
};
void evolve(Proposal& proposal, const Event& event);

}  // namespace jejak::workflows
