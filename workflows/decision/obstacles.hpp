#pragma once
#include <optional>
#include <vector>

#include "workflows/decision/gathered.hpp"

namespace jejak::workflows {

// Everything in a stage that stands in the way of its decision, the gravest first.
std::vector<Rejection> obstacles(World& world, const Gathered& gathered, const Ranking& ranking);

// The steps of all machines that the decision takes, or what they refuse: `no_such_transition` where a machine has none for the event in the
// state that the proposal stands in.
struct Moves {
  std::vector<NewEvent> events;
  std::vector<Rejection> refused;
};
Moves moves_of(World& world, const Gathered& gathered, const Ranking& ranking);

// What a decision now would be early for: {"sheets_outstanding": count, "window_open": boolean, "closes"?}; empty where for nothing.
json::object early_of(World& world, const Gathered& gathered);

// The same for people: [{"code": sheets_outstanding | window_open, "message", "message_id", ...}].
json::array warnings_of(World& world, const Gathered& gathered);

}  // namespace jejak::workflows
