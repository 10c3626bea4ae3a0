#pragma once
#include <cstdint>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// The values of one candidate's sheets, in the order of the sheets.
using SheetValues = std::vector<Rational>;

// What each sheet of each candidate counts for under the stage's normalisation, in the order of the candidates. Without
// normalisation it is the sheet's weighted mean. Independent of the order of candidates and sheets.
std::vector<SheetValues> sheet_values(const Stage& stage, const std::vector<Candidate>& candidates);

// The sum of weight x score in whole numbers of 10^-8, on one scale for all sheets of the stage: at most 10^17 either way.
std::int64_t points_of(const Stage& stage, const Scores& scores);

// One number from several by the stage's aggregate. Precondition: there is at least one.
Rational aggregate(const DecisionPolicy& policy, SheetValues values);

}  // namespace jejak::workflows
