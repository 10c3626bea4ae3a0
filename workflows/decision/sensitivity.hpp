#pragma once
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// How the list would change under other rules: each line's weight a quarter more and a quarter less, all weights equal, without each
// juror in turn (the first 300), and with the other normalisations and aggregates.
//   {"scenarios": [{"kind": weight|equal_weights|without_juror|normalisation|aggregate, "of", "change"?, "gained": [{"proposal","title"}],
//                   "lost": [...], "unsettled": n, "impossible": bool}], "steady": n of those in that are in every time, "in": n}
// A scenario that cannot decide (a tie that stops, constraints that conflict) is counted as impossible or unsettled and compared even
// so. A proposal whose only sheets were the left-out juror's is out.
json::object sensitivity(const Stage& stage, const std::vector<Candidate>& candidates);

}  // namespace jejak::workflows
