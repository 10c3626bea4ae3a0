#pragma once
#include "engine/ports/view_store.hpp"
#include "engine/runtime/command_processor.hpp"
#include "engine/runtime/timers.hpp"

namespace jejak::tools {

// The timers of the domain: listed by the view `timers`, fired by the command FireTimer like a person's.
TimerSource timer_source(ViewStore& views, CommandProcessor& processor);

}  // namespace jejak::tools
