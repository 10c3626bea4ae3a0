#pragma once
#include "engine/ports/view_store.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/timers.hpp"

namespace jejak::tools {

// Timers due at or before `now`, the earliest first, at most `max`; and when the next one is due. Each is one look at an
// index, however many wait.
std::vector<DueTimer> due_timers(ViewStore& views, Timestamp now, std::size_t max);
std::optional<Timestamp> next_due(ViewStore& views);

// The timers of the domain: listed by the view `timers`, fired by the command FireTimer like a person's.
TimerSource timer_source(ViewStore& views, CommandProcessor& processor);

}  // namespace jejak::tools
