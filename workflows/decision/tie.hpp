#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "workflows/command.hpp"

namespace jejak::workflows {

// Who of those that are level gets the places, where the rules leave it to people: one person proposes it with a reason, another confirms or
// rejects it. Stream `tie-<competition>-<stage>`:
//   TieSettlementProposed {competition, organizer, stage, tier?, in [proposal], tied [proposal], reason}
//   TieSettled {competition, organizer, stage, tier?, in, tied, reason, proposed_by}
//   TieSettlementRejected {competition, organizer, stage, tier?}
// Without `tier` it is about the stage's own cut; with it, about those who share a place across the cut of the promotion to that tier. It
// holds as long as exactly those are tied: a sheet that changes who is makes it void.
struct TieSettlement {
  std::vector<std::string> in;
  std::vector<std::string> tied;
  std::string reason;
  std::string proposed_by;  // actors
  std::string settled_by;   // empty: it is open
};
struct Ties {
  struct OfTier {
    std::optional<TieSettlement> open;
    std::optional<TieSettlement> settled;
  };
  std::map<std::string, OfTier, std::less<>> by_tier;  // "": the stage's own

  const TieSettlement* open(std::string_view tier) const;  // null: none
  const TieSettlement* settled(std::string_view tier) const;
};
void evolve(Ties& ties, const Event& event);

bool is_about(const TieSettlement& settlement, const std::vector<std::string>& tied);

// {"in","tied","reason","proposed_by","settled_by"}, and back.
json::object tie_document(const TieSettlement& settlement);
TieSettlement tie_settlement_of(const json::object& document);

extern const std::string_view propose_tie_settlement_body, settle_tie_body;
Decision propose_tie_settlement(World& world, const Command& command);
Decision settle_tie(World& world, const Command& command);

}  // namespace jejak::workflows
