#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"
#include "engine/core/time.hpp"

namespace jejak::workflows {

// Where a proposal stands on the road of its machine, and what a count of proposals has to know of it when it moves.
struct Standing {
  Timestamp since;                  // it stands in its state
  std::vector<std::string> failed;  // ticks of its stage's lists that somebody left open
  std::string left;                 // the stage from which it went where it is
  std::vector<std::string> why;     // of why_left, where that was out of the race
};

// Why a step (its event's data) took a proposal out of the race, as a funnel counts it: the decision's reason (`below_cut`), `failed:<tick>` for
// each tick that was not given, or what was done (`administration`, `objection` ...).
std::vector<std::string> why_left(const json::object& step);

// Takes a step that was recorded (from, to, data, failed) at that instant.
void follow(Standing& standing, const json::object& step, Timestamp time);

// Completes what is recorded of a step with what `standing` knows before it:
//   `since`  where it leaves a state of the submission: when it came there
//   `failed` [tick] where it leaves the race with ticks that were not given
//   `left`   {stage, why} where it comes back into the race: from where it had left it
// `is_out` says whether a stage is a way out of the race; it is asked where the stage changes.
void complete(json::object& step, const Standing& standing, const std::function<bool(std::string_view)>& is_out);

}  // namespace jejak::workflows
