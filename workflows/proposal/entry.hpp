#pragma once
#include <string>
#include <vector>

#include "workflows/competition/state.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// What is to be entered, by whom and where. `body` has the members of EnterProposal.
struct Entry {
  const Competition& competition;
  const Rulebook& rulebook;
  const Entrant& entrant;
  const json::object& body;

  std::string_view group() const;  // the one named, or the rulebook's first
};

// Everything that stands in the way of the entry, in the order in which an entrant would mend it: fields, kind of
// entrant, window, title, quotas, the computed checks. Empty: it may be entered.
std::vector<Rejection> entry_obstacles(World& world, const Entry& entry);

// The same for an entry that is there already and is to be put right: the proposal's own title and place in the quotas do not stand in
// its way, nor does a window that has closed since.
std::vector<Rejection> correction_obstacles(World& world, const Entry& entry, const Proposal& proposal);

// The events and the answer of an entry that nothing stands in the way of. `origin` is where it was promoted from;
// empty: it was entered here.
Decision enter(World& world, const Entry& entry, json::object origin = {});

}  // namespace jejak::workflows
