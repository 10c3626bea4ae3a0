#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "engine/core/rejection.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// To the second on the clock of a zone of Indonesia, with its offset: "2022-06-24T23:59:59+07:00".
std::string on_clock(Timestamp instant, std::string_view zone);

// `window_closed` where windows govern what is asked for and none of them is open at `now`; both its instants are in
// the details. `governs` says of an entry of Window::governs whether it speaks of what is asked for. `entrant` is who
// asks: for them a window may close later than for others.
std::optional<Rejection> refuse_closed(const Rulebook& rulebook, const Competition& competition, Timestamp now,
                                       const std::function<bool(std::string_view governed)>& governs,
                                       std::string_view entrant = {});

// The last instant of a window, extensions included: for everybody, and for one entrant.
Timestamp closes_at(const Window& window, const Competition& competition);
Timestamp closes_for(const Window& window, const Competition& competition, std::string_view entrant);

}  // namespace jejak::workflows
