#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"

namespace jejak::statechart {

// A compiled definition: immutable, safe to share between threads. Its parts are in
// engine/statechart/model.hpp.
class Definition;
using DefinitionPtr = std::shared_ptr<const Definition>;

// Compiles a definition document
// {"id","version","title","guards","actions","delays","forms","roles","machine"}. Refuses what is wrong or
// not supported, every fault with its place and reason.
Result<DefinitionPtr, Faults> compile(const json::value& document);

std::string_view id_of(const Definition& definition);
std::string_view version_of(const Definition& definition);

// One key of an `after`, by its place in the document, counted over all states.
using DelayIndex = std::uint32_t;

// A pending `after` of an active state. `sequence` orders timers that are due at one instant.
struct Timer {
  DelayIndex delay = 0;
  Timestamp due;
  std::uint64_t sequence = 0;
  bool operator==(const Timer&) const = default;
};

// A timer's name within the definition, stable over restarts: "<state node id>/<index of the delay in document order>".
const std::string& key_of(const Definition& definition, const Timer& timer);

// The state of one instance, as data: some 200 bytes beside the context. It means something with its definition only.
struct Snapshot {
  std::vector<std::uint16_t>
      active;  // active atomic and final states' indices in document order (the leaves)
  std::vector<std::vector<std::uint16_t>>
      history;  // per history state of the definition; empty where never left
  json::object context;
  std::vector<Timer> timers;         // pending, in order of due and then sequence
  std::uint64_t timer_sequence = 0;  // the last sequence given
  bool done = false;
  bool operator==(const Snapshot&) const = default;
};

// What a snapshot is in JSON: {"value","context","status"} plus "timers" [{"key","due","sequence"}],
// "history"
// {<history state id>: [<state ids>]} and "timer_sequence" where not empty; restore reads it back and refuses
// a state that the definition does not have.
json::object to_json(const Definition& definition, const Snapshot& snapshot);
Result<Snapshot, Faults> restore(const Definition& definition, const json::value& document);

// XState's state value: "a", {"a":"b"} or {"p":{"x":"1","y":"2"}}.
json::value state_value(const Definition& definition, const Snapshot& snapshot);

// Whether the state with that dotted path ("screening.administrative") is active.
bool matches(const Definition& definition, const Snapshot& snapshot, std::string_view path);

// Why a step could not be made: `always` that never settles, a guard or assign that has no value. Nothing of
// the step is kept.
struct StepError {
  std::string message;
};

// One guard that stood in the way of an event: its name (or "inline") in the definition.
struct Refusing {
  std::string state;  // dotted path of the state whose transition it guards
  std::string guard;
};

struct Outcome {
  Snapshot snapshot;
  bool changed = false;              // true exactly when a transition was taken
  std::vector<Refusing> refused_by;  // when nothing was taken: the guards that were false, in the order tried
  std::size_t microsteps = 0;        // that it took, where it did not fail: the same on every machine
};

// Enters the initial configuration, `always` included. Timers that are due at once are pending, see
// due_timer. `context` is merged over the machine's own (key by key).
Result<Snapshot, StepError> start(const Definition& definition, Timestamp now,
                                  const json::object& context = {});

// An event from outside. `data` is borrowed; nothing where the event has none, which is not the same as null.
struct Sent {
  std::string_view type;
  const json::value* data = nullptr;
};

// One macrostep for one event. Does not fire timers: see due_timer and fire. Nothing accepts an event whose
// type begins with "xstate." (the machine's own) or is "*".
Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot, const Sent& event,
                                Timestamp now);
Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot,
                                std::string_view event_type, const json::value& data, Timestamp now);

// The next timer that is due at or before `now`, in order; nothing when none is.
std::optional<Timer> due_timer(const Snapshot& snapshot, Timestamp now);

// Moves the pending timer of that key to another instant, or takes it away; false where none of that key is pending.
bool change_timer(const Definition& definition, Snapshot& snapshot, std::string_view key, std::optional<Timestamp> due);

// Fires one pending timer, at its own due instant, and takes the macrostep. Precondition: `timer` is pending.
Result<Outcome, StepError> fire(const Definition& definition, const Snapshot& snapshot, const Timer& timer);

// At most this many timers fire at one instant, and in one call of advance: beyond it the machine never comes to rest.
inline constexpr std::size_t timers_at_once_max = 1'000;
inline constexpr std::size_t timers_fired_max = 100'000;

// Fires every timer that is due by `now`, each at its own instant and in order, those that come up on the way included.
// `changed` tells whether any of them took a transition. A failure keeps nothing of the whole advance.
Result<Outcome, StepError> advance(const Definition& definition, Snapshot snapshot, Timestamp now);

// The event types that the active states and their ancestors mention in `on` (no wildcards, no forbidden
// ones), in document order from the innermost state outwards, each once; whether a guard lets them through is
// not asked.
std::vector<std::string> mentioned_events(const Definition& definition, const Snapshot& snapshot);

// The `roles` and `forms` entry of an event (null where the definition has none), and the guard's rule by
// name.
const json::value* roles_of(const Definition& definition, std::string_view event_type);
const json::value* form_of(const Definition& definition, std::string_view event_type);
const json::value* guard_rule(const Definition& definition, std::string_view guard);
const json::object& titles_of(const Definition& definition);  // {"id","en"}

}  // namespace jejak::statechart
