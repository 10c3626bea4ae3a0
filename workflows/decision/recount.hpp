#pragma once
#include <string>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// A decision made once more from what its document says of the sheets, by the rules of the stage alone. Faults with their pointers
// where a sheet does not fit the stage.
struct Recount {
  json::object decision;             // the decision document, as it must be
  std::vector<std::string> differs;  // pointers to what the given document claims otherwise; what it is silent on is not claimed
  std::vector<std::string> unsettled{}, conflicting{};  // as in Ranking
  bool undecided = false;
  std::vector<Candidate> candidates{};  // what it was made from
};
Result<Recount, Faults> recount(const Stage& stage, const json::object& decision);

}  // namespace jejak::workflows
