#pragma once
#include "workflows/decision/plenary.hpp"
#include "workflows/decision/ranking.hpp"
#include "workflows/decision/tie.hpp"

namespace jejak::workflows {

// The ranking with what people decided about it: a tie that two of them settled (null: none), the plenary's changes, and the places that come
// of it. A settlement that is about others than those who are tied, or for which there is no room, changes nothing. `candidates` are marked
// with what was settled of them and outlive the ranking.
Ranking judge(const Stage& stage, std::vector<Candidate>& candidates, const TieSettlement* settlement, const Plenary& plenary);

}  // namespace jejak::workflows
