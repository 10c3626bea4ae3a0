#pragma once
#include <map>
#include <string>

#include "engine/core/event.hpp"
#include "workflows/proposal/departure.hpp"

namespace jejak::workflows {

// Stream `proposal-<id>`:
//   ProposalEntered {id, competition, organizer, entrant, entrant_name, number, title, category, elements, group, year,
//                    started_on, rulebook, definition, stage, to, state, timers?, local_organizer?, origin?, flags?}
//   ProposalCorrected {id, competition, organizer, title?, category?, elements?, group?, started_on?, was {the same}, reason?, sheets?
//                      [{stage, jurors [juror]}]}: the machine stays where it is
//   ProposalAnswered {competition, answers, words, missing, stage, to, state}
//   TransitionTaken {competition, event, data?, timer?, from, to, stage, state, timers?}
//   ProposalMigrated (migration/state.hpp)
//   DeadlineExtended {competition, event, deadline {key, was, due}, reason, from, to, stage, state, timers}
//   DeadlineCancelled, the same with deadline {key, was}
//   ProposalReopened {competition, event, decided_stage, reason, from, to, stage, state, timers?}: back to where it stood before that decision
// and what departure.hpp adds to a step: since?, failed?, left?;
// where `state` is the machine's whole snapshot, `from` and `to` dotted paths, and `timers` {set [{key, due}], cleared
// [key]} what changed among the pending timers.
struct Proposal {
  std::string id;  // empty: there is none
  Position entered_at = 0;
  std::string competition;
  std::string organizer;        // holds the competition
  std::string local_organizer;  // the entrant's own; the same in a competition of one tier
  std::string entrant;
  std::string entrant_name;
  std::string title;
  std::string category;
  std::string group;
  json::array elements;         // of the category
  std::string started_on;  // a date; empty: not given
  std::int64_t year = 0;
  std::int64_t number = 0;
  std::string definition_hash;
  std::string summary;  // the answer to the question "summary"
  std::map<std::string, std::int64_t, std::less<>> ranks;  // by stage, once it is decided
  std::map<std::string, std::int64_t, std::less<>> places;  // of the stages that chose it: among those chosen; its rank where none was recorded
  std::string origin;   // the proposal that was promoted to become this one; empty: none
  Standing standing;
  json::value state;    // the machine's snapshot
  // Where it stood before the last decision of a stage that moved it, and the stream version of that move.
  struct Before {
    std::string stage;
    json::value state;
    StreamVersion decided_at = 0;
  };
  Before before;
};
void evolve(Proposal& proposal, const Event& event);

}  // namespace jejak::workflows
