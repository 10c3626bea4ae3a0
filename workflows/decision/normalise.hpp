#pragma once
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// The values of one candidate's sheets, in the order of the sheets.
using SheetValues = std::vector<Rational>;

// What each sheet of each candidate counts for under the stage's normalisation, in the order of the candidates. Without
// normalisation it is the sheet's weighted mean. Independent of the order of candidates and sheets.
std::vector<SheetValues> sheet_values(const Stage& stage, const std::vector<Candidate>& candidates);

// One number from several by the stage's aggregate. Precondition: there is at least one.
Rational aggregate(const DecisionPolicy& policy, SheetValues values);

}  // namespace jejak::workflows
