#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// When exploring stops at the latest; independent of the machine that it runs on.
struct ExplorationBounds {
  std::size_t configurations = 20'000;
  std::size_t steps = 60'000;  // inputs tried
  // Microsteps; those of a definition whose rules walk lists or texts count as 50. A failing step counts as
  // many as a step can take.
  std::size_t work = 300'000;
  std::size_t bytes = 64 * 1024 * 1024;  // of contexts kept
  std::size_t failures = 4;              // steps that fail
};

// One line for `simulate`: an event, or the clock alone.
struct Input {
  std::string type;  // "" is the clock alone
  std::optional<json::value> data;
  std::optional<Timestamp> time;
};

struct Configuration {
  Snapshot snapshot;
  Timestamp now;
  std::uint32_t from =
      0;  // the configuration and the input by which it was first come to; itself at the start
  Input input;
  bool moves = false;  // whether any input tried leads on from here, to another configuration or to itself
  bool fails = false;  // whether the step for any input fails
};

struct StepFailure {
  std::uint32_t from = 0;
  Input input;
  std::string message;
};

// The configurations that the interpreter comes to from the machine's own context, breadth first: so each is
// reached by as few inputs as possible. Inputs are the events that the active states name (one of our choice
// for a wildcard), with data made from the event's form and from what rules compare it with, and letting time
// pass to the next timer. Two configurations count as one when no rule could ever tell them apart: same
// states, histories, timers, and same context where a guard, a delay or an assign that matters reads it;
// where only guards read a value, same truth of these.
struct Exploration {
  std::vector<Configuration> configurations;  // the first is the start; empty where that fails
  std::vector<std::pair<std::uint32_t, std::uint32_t>> moves;  // from, to
  std::vector<StepFailure> failures;
  std::string start_error;
  std::size_t expanded = 0;  // how many of the configurations had every input tried
  std::size_t steps = 0;
  std::string bound;  // which bound was hit, in words; "" where everything was explored
  bool timeless =
      true;  // no rule reads the time or a computed path: configurations that count as one are one
};

// The clock of a simulation starts here: 2022-01-01T00:00:00Z.
inline constexpr Timestamp simulation_start{1'640'995'200'000'000};

Exploration explore(const Definition& definition, const ExplorationBounds& bounds = {});

// The inputs that lead to a configuration, as JSON lines.
std::vector<std::string> lines_to(const Exploration& exploration, std::uint32_t configuration);
// The same and one input more.
std::vector<std::string> lines_to(const Exploration& exploration, std::uint32_t configuration,
                                  const Input& input);

}  // namespace jejak::statechart
