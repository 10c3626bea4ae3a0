#pragma once
#include <cstddef>

#include "workflows/assessment/state.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// A proposal's score over the sheets that count, as an event carries it: {"fraction","decimal","sort"}, or null where none does; `sheets`
// is how many these are. With one more sheet, or without one juror's.
json::value score_with(const Stage& stage, const Assessments& assessments, const std::string& juror, const Scores& scores,
                       std::size_t& sheets);
json::value score_without(const Stage& stage, const Assessments& assessments, std::string_view juror, std::size_t& sheets);

}  // namespace jejak::workflows
