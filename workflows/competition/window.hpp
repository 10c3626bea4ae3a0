#pragma once
#include <functional>
#include <optional>
#include <string_view>

#include "engine/core/rejection.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// `window_closed` where windows govern what is asked for and none of them is open at `now`; both its instants are in
// the details. `governs` says of an entry of Window::governs whether it speaks of what is asked for.
std::optional<Rejection> refuse_closed(const Rulebook& rulebook, const Competition& competition, Timestamp now,
                                       const std::function<bool(std::string_view governed)>& governs);

// The last instant of a window, extensions included.
Timestamp closes_at(const Window& window, const Competition& competition);

}  // namespace jejak::workflows
