#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// What a stage's constraints come to if candidates of every kind that the rulebook knows were there in any number.
struct PossibleLists {
  std::vector<std::size_t> conflicting;  // constraints that no list keeps together, however short; the fewest that were found
  bool fills = true;                     // a list with every place filled keeps all of them
};

// Nothing where there are too many kinds of candidate to ask, or the answer was not found in the steps that one may take.
std::optional<PossibleLists> possible_lists(const Rulebook& rulebook, const Stage& stage);

}  // namespace jejak::workflows
