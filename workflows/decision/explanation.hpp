#pragma once
#include <cstdint>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// Fills in why each is in or out and what would have had to differ. `eligible` compete for the same places, in order of
// merit and already chosen; `alike` are their masks of shortlist constraints (shortlist.hpp), all 0 without a shortlist.
// Points are told towards the nearest of those alike: to overtake it is to take its place.
void explain(const Stage& stage, const std::vector<Ranked*>& eligible, const std::vector<std::uint64_t>& alike);

// {"points"? {"fraction","decimal"}, "than"? {"proposal","title"}, "criterion"?, "constraints"? [name], "text" {"id","en"}}
json::object why_of(const Ranked& ranked);

}  // namespace jejak::workflows
