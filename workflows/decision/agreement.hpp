#pragma once
#include <string>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// How far jurors agree, and who is strict. All of it is exact until it is written with four decimals, half even.
//   {"alpha": decimal or null, "sheets": n, "criteria": [{"criterion","alpha"}],
//    "jurors": [{"juror","sheets","compared","severity": decimal or null}], "outliers": [{"juror","proposal","title","difference"}]}
// alpha is Krippendorff's for interval data (Content Analysis, 2004, chapter 11), over sheets of proposals that have two or more:
// 1 is agreement, 0 what chance would give, null where everything is alike or nothing can be compared. A juror's severity is the
// mean difference of their sheets from those of the others on the same proposals: below 0 is strict. An outlier is a sheet whose
// difference is further from the mean of all differences than twice their standard deviation; at most 50, the furthest first.
json::object agreement(const Stage& stage, const std::vector<Candidate>& candidates);

}  // namespace jejak::workflows
