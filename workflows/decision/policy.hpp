#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// What makes the sheets of strict and of lenient jurors comparable. Worked out per juror, over all of the juror's sheets
// that count at the stage; exact up to one stated rounding, half even, to nine decimals.
enum class Normalisation {
  none,     // the weighted mean itself
  z_score,  // (mean - the juror's average) / the juror's population standard deviation; 0 where that is 0
  rank      // the share of the juror's other sheets that it beats, equal ones by half; 1/2 for a juror's only sheet
};

// How the values of a proposal's sheets become its score.
enum class Aggregate {
  mean,
  median,       // of an even number: the mean of the two in the middle
  trimmed_mean  // without the `trim` lowest and the `trim` highest; where too few are left, without as many as leave one
};

// What a shortlist constraint looks at. `region` is that of the entrant's own organizer (the frontier regions, 3T, are a
// list of such); `prior_award` the awards on record for the proposal's title, as rulebooks name them.
enum class Trait { category, group, region, entrant_kind, prior_award };

// At least so many and at most so many of those chosen have one of these values.
struct ShortlistRule {
  std::string name;
  Trait trait = Trait::category;
  std::vector<std::string> values;
  std::size_t at_least = 0;
  std::optional<std::size_t> at_most;
};

// What a stage's member `decision` says of the arithmetic; all of it may be left out.
struct DecisionPolicy {
  Normalisation normalisation = Normalisation::none;
  Aggregate aggregate = Aggregate::mean;
  std::size_t trim = 0;
  std::vector<ShortlistRule> shortlist{};
};

std::string_view name_of(Normalisation normalisation);
std::string_view name_of(Aggregate aggregate);
std::string_view name_of(Trait trait);

// The JSON Schema of that member. Its trim is for the trimmed mean alone, which needs it; a shortlist chooses exactly so
// many from the whole competition, so it goes with neither places per category nor ties that all go through or none.
std::string_view decision_policy_schema();

// Precondition: the stage conforms to rulebook_schema(). `pointer` is the stage's.
DecisionPolicy read_decision_policy(const json::object& stage, const std::string& pointer, Faults& faults);

}  // namespace jejak::workflows
