#pragma once
#include "workflows/competition/state.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// The decision document of workflows/README.md.
json::object decision_document(const Competition& competition, const Stage& stage, const Ranking& ranking);

// What one proposal is told of it: {"stage","outcome","rank","score","decimal","reason","place"? (of those chosen)}.
json::object result_of(const Stage& stage, const Ranked& ranked);

}  // namespace jejak::workflows
