#pragma once
#include <string>
#include <vector>

#include "engine/core/event.hpp"
#include "workflows/command.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// What the panel in plenary decides against the ranking, where the rulebook lets it: one person proposes it with a reason, another
// confirms or rejects it, before the stage is decided. Stream `plenary-<competition>-<stage>`:
//   PlenaryChangeProposed {id, competition, organizer, stage, proposal, outcome: in|out|as_ranked, reason}
//   PlenaryChangeSettled {id, competition, organizer, stage, confirmed}
// A change to `as_ranked` takes a confirmed one back.
struct PlenaryChange {
  std::string id;
  std::string proposal;
  bool in = false;
  std::string reason;
  std::string proposed_by;  // actors
  std::string settled_by;   // empty: it is open
  bool confirmed = false;
  bool as_ranked = false;   // what it takes back is taken_back once it is confirmed
  bool taken_back = false;

  bool stands() const { return confirmed && !as_ranked && !taken_back; }
};
struct Plenary {
  std::vector<PlenaryChange> changes;
};
void evolve(Plenary& plenary, const Event& event);

// Carries out the confirmed changes that stand. The order of merit and what explains it stay; in, out and the reason change. Of those who are
// level across the cut, who is brought in or taken out is settled, and with them the others as soon as the places say who they are.
void apply(const Plenary& plenary, Ranking& ranking);

// [{"id","proposal","outcome","reason","proposed_by","status": open|confirmed|rejected|taken_back,"settled_by"?}], and back from those that stand.
json::array plenary_document(const Plenary& plenary);
Plenary plenary_of(const json::array& document);

extern const std::string_view propose_change_body, settle_change_body;
Decision propose_change(World& world, const Command& command);
Decision settle_change(World& world, const Command& command);

}  // namespace jejak::workflows
