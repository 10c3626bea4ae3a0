#pragma once
#include <concepts>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/core/rejection.hpp"
#include "engine/core/result.hpp"

namespace jejak {

// What a command leads to: the events to record, atomically and in this order, and what to tell the caller beside the
// receipt. No events is a valid decision (nothing to change).
struct Accepted {
  std::vector<NewEvent> events;
  json::object answer;
};

using Decision = Result<Accepted, Rejection>;

// The state of one stream: a default value that folds the stream's events. evolve is total: it ignores what it does
// not know and never fails on an event that was recorded.
template <class State>
concept Folded = std::default_initializable<State> && requires(State state, const Event& event) {
  { evolve(state, event) } -> std::same_as<void>;
};

// decide(state, command) -> Decision and evolve(state, event), both pure.
template <class State, class Command>
concept Decider = Folded<State> && requires(const State& state, const Command& command) {
  { decide(state, command) } -> std::same_as<Decision>;
};

}  // namespace jejak
