#pragma once
#include <string>
#include <vector>

#include "engine/core/event.hpp"
#include "workflows/command.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// What the panel in plenary decides against the ranking, where the rulebook lets it: one person proposes it with a reason, another
// confirms or rejects it, before the stage is decided. Stream `plenary-<competition>-<stage>`:
//   PlenaryChangeProposed {id, competition, organizer, stage, proposal, outcome: in|out, reason}
//   PlenaryChangeSettled {id, competition, organizer, stage, confirmed}
struct PlenaryChange {
  std::string id;
  std::string proposal;
  bool in = false;
  std::string reason;
  std::string proposed_by;  // actors
  std::string settled_by;   // empty: it is open
  bool confirmed = false;
};
struct Plenary {
  std::vector<PlenaryChange> changes;
};
void evolve(Plenary& plenary, const Event& event);

// Carries the confirmed changes out. The order of merit and what explains it stay; in, out and the reason change.
void apply(const Plenary& plenary, Ranking& ranking);

// [{"id","proposal","outcome","reason","proposed_by","status": open|confirmed|rejected,"settled_by"?}], and back from the confirmed ones.
json::array plenary_document(const Plenary& plenary);
Plenary plenary_of(const json::array& document);

extern const std::string_view propose_change_body, settle_change_body;
Decision propose_change(World& world, const Command& command);
Decision settle_change(World& world, const Command& command);

}  // namespace jejak::workflows
