#pragma once
#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// What a guard can come to, whatever context, event and time are.
struct GuardVerdict {
  bool can_hold = true;
  bool can_fail = true;
};

// Decides guards made of and, or, !, !!, if over comparisons of one `var` with a literal and over bare
// `var`s: such a guard is tried on every value that its comparisons can tell apart (each number, the gaps
// between, the same as text, and the other kinds of JSON). Anything else, and guards with too many
// combinations, may go both ways.
GuardVerdict verdict_of(const NamedRule& guard);

}  // namespace jejak::statechart
