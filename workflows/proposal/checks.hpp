#pragma once
#include <vector>

#include "workflows/competition/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

// What the computed lines of the tick-list look at.
struct Examined {
  const Competition& competition;
  const Rulebook& rulebook;
  std::string_view local_organizer;  // the entrant's own
  std::string_view title;
  std::string_view group;
  std::string_view started_on;  // a date; empty: not given
  std::string_view entrant;
};

// What one line came to. `refusal` says why it is not passed, with the facts: both dates, the award that bars.
struct CheckResult {
  const Check* check = nullptr;
  std::optional<Rejection> refusal;
};

// Age, prior awards and past winners: the lines that can come out otherwise than at entry, computed as of now. Lines of
// other groups are left out; what is kept by refusing the entry itself (title, quota, kind, answers) always passes.
std::vector<CheckResult> examine(World& world, const Examined& examined);

// The ticks of `data` that claim what the program has found not to be so: `check_contradicted` with every one of them.
std::optional<Rejection> refuse_contradicted(World& world, const Examined& examined, std::string_view event,
                                             const json::object& data);

// The day `years` before the day of `close` in that zone: "2022-02-29" minus a year of none is the 28th.
std::string latest_start(Timestamp close, std::string_view zone, std::int64_t years);

}  // namespace jejak::workflows
