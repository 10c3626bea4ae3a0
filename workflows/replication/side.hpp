#pragma once
#include <optional>
#include <string_view>

#include "workflows/relation.hpp"
#include "workflows/replication/state.hpp"

namespace jejak::workflows {

// The two sides of a replication: whose innovation it is, and who replicates it. The innovation's side is its organizer, its
// entrant's own organizer and the entrant; the replicating side is whoever has a key of the replicating organizer. An organizer
// that is not registered has no keys: the innovation's side reports for it, and that is recorded.
struct Sides {
  bool owner = false;
  bool replicating = false;
  bool reported = false;  // it acts for the replicating side, which it is not

  bool none() const { return !owner && !replicating; }
};
Sides sides_of(World& world, const Caller& caller, const Proposal& innovation, std::string_view by_organizer);

// Who may take a step: `owner` or `replicating`; empty where either side may.
std::string_view whose_step(const Replication& replication, std::string_view to);

}  // namespace jejak::workflows
