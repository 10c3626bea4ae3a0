#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/explore.hpp"
#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// error: an instance is certain to get stuck, to fail or never to end: the definition is refused.
// warning: probably not meant. note: worth knowing, often meant.
enum class Severity : std::uint8_t { error, warning, note };
std::string_view name_of(Severity severity);

// Something about a definition that compiles.
struct Finding {
  Severity severity = Severity::warning;
  std::string code;     // stable, snake_case
  std::string pointer;  // its place in the document
  std::string message;  // one sentence, English
  std::string message_id;
  // Where it is about behaviour: a shortest sequence of inputs that shows it, as JSON lines for `simulate`;
  // the last line (or the start, where there is none) brings it about. Empty also where exploring found no
  // way to it.
  std::vector<std::string> sequence;
  bool shown = false;  // whether `sequence` shows it: an empty sequence may be the start itself
};

struct CheckOptions {
  std::vector<std::string> roles;  // that somebody can hold; empty: not asked. "system" is the program itself
  ExplorationBounds bounds;
};

// Two ways of looking, each sound for what it says:
// - What can never happen (states never entered, transitions never taken, no way out, no way to an end) is
// worked out
//   over single states with every guard free to be true or false, unless the guard alone decides
//   (check_guard.hpp), with timers that may fire at any time and histories that may hold any reachable state.
//   That allows more than the machine can do, so a "never" holds for every context and every event.
// - What does happen (a way into a trap, a step that never settles, a configuration that nothing leads out
// of) is done
//   by the interpreter itself, breadth first from the machine's own context (explore.hpp), so every sequence
//   is real.
// Findings in order of the document's states, then of the other sections.
std::vector<Finding> check(const Definition& definition, const json::value& document,
                           const CheckOptions& options = {});

// A definition that is fit to run, with what else there is to say about it (warnings and notes).
struct Loaded {
  DefinitionPtr definition;
  std::vector<Finding> findings;
};

// compile() and check(): what every upload goes through. Errors of either refuse it.
Result<Loaded, Faults> load(const json::value& document, const CheckOptions& options = {});

}  // namespace jejak::statechart
