#pragma once
#include "workflows/command.hpp"

namespace jejak::workflows {

// A late change of a competition's rules: an event with a reason and two people, never an edit. The new rulebook is pinned beside the
// old one and holds from then on, for the proposals that are there as well. What was judged is not judged by other rules afterwards:
// a stage with a sheet or a decision stays as it is (`already_judged`), as do the machine, the zone and the stages' order; categories
// and groups may be added; a window that has opened is extended, never cut short or moved.
extern const std::string_view propose_amendment_body;
extern const std::string_view settle_amendment_body;
Decision propose_amendment(World& world, const Command& command);
Decision settle_amendment(World& world, const Command& command);

}  // namespace jejak::workflows
