#pragma once
#include <string_view>
#include <vector>

#include "engine/runtime/world.hpp"
#include "workflows/prior_award/state.hpp"

namespace jejak::workflows {

// Whose awards are looked for: an entrant and its own organizer.
struct AwardSeeker {
  std::string_view organizer;
  std::string_view entrant;
};

// The awards on record for an innovation of that title, in the order in which registers are asked: the organizer's own, whoever won it there,
// then those of the organizers above it, where another entrant's title is no matter.
std::vector<const PriorAward*> awards_titled(World& world, const AwardSeeker& seeker, std::string_view title);

// The awards of that entrant whose title has all words of this one, or the other way round.
std::vector<const PriorAward*> awards_with_similar_words(World& world, const AwardSeeker& seeker, std::string_view title);

}  // namespace jejak::workflows
