#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/rules/rule.hpp"
#include "engine/statechart/state_set.hpp"
#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

using TransitionIndex = std::uint32_t;
using EventIndex = std::uint32_t;  // into Definition::events
using RuleIndex = std::uint16_t;   // into Definition::guards, actions or delays
inline constexpr EventIndex no_event = 0xFFFFFFFF;
inline constexpr RuleIndex no_rule = 0xFFFF;

enum class Kind : std::uint8_t { atomic, compound, parallel, final, shallow_history, deep_history };

struct Transition {
  StateIndex source = 0;
  std::vector<StateIndex> targets;  // empty: stays where it is
  bool reenter = false;
  bool to_history = false;       // then the domain hangs on what the machine remembers; otherwise:
  StateIndex domain = no_state;  // see domain_of
  RuleIndex guard = no_rule;
  std::vector<RuleIndex> actions;
  std::string pointer;  // its place in the document

  // XState's forbidden transition: it is selected, so that nothing further out is, and does nothing.
  bool inert() const { return targets.empty() && actions.empty(); }
};

// Transitions for the events that fit a descriptor ("SUBMIT", "answer.*", "*"), in the order they are tried.
struct Handler {
  std::string descriptor;
  EventIndex event = no_event;  // of an exact descriptor
  std::vector<TransitionIndex> transitions;
};

// One key of `after`.
struct Delay {
  DelayIndex index = 0;         // its own place in Definition::delay_places
  std::string key;              // of its timers: "<state id>/<place>"
  EventIndex event = no_event;  // "xstate.after.<delay>.<state id>"
  RuleIndex rule = no_rule;     // a named delay; otherwise:
  double milliseconds = 0;
};

struct State {
  std::string key;      // within its parent; of the machine, its id
  std::string id;       // XState's: explicit, or the keys from the machine down, joined by dots
  std::string path;     // the keys below the machine, joined by dots; "" is the machine
  std::string pointer;  // its place in the document
  Kind kind = Kind::atomic;
  StateIndex parent = no_state;
  StateIndex last = 0;            // the last state inside it, itself where there is none
  StateIndex initial = no_state;  // of a compound state
  std::vector<RuleIndex> initial_actions;
  std::vector<StateIndex> children;   // without history states
  std::vector<StateIndex> histories;  // the history states among its children
  std::vector<StateIndex> defaults;   // of a history state; empty: its parent's initial state
  std::uint16_t history = 0;          // of a history state: its place in Snapshot::history
  std::vector<RuleIndex> entry;
  std::vector<RuleIndex> exit;
  std::vector<Delay> delays;
  std::vector<Handler> exact;      // sorted by event
  std::vector<Handler> wildcards;  // longest descriptor first
  std::vector<Handler> on;         // as the document has them, `after` and `onDone` not included
  std::vector<TransitionIndex> always;
  EventIndex done = no_event;  // "xstate.done.state.<id>"
  StateSet line;               // itself and its ancestors

  bool is_history() const { return kind == Kind::shallow_history || kind == Kind::deep_history; }
  bool is_leaf() const { return kind == Kind::atomic || kind == Kind::final; }
};

struct NamedRule {
  std::string name;
  rules::Rule rule;
  json::value source;
  bool reads_now = false;  // whether the instant has to be spelt out for it
  std::string pointer;
};

struct Assignment {
  std::string key;
  NamedRule value;
};

struct Action {
  std::string name;
  std::vector<Assignment> assignments;
  std::string pointer;
};

// Looks texts up without making a std::string of them.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

// Where a delay stands: State::delays[place] of a state.
struct DelayPlace {
  StateIndex state = 0;
  std::uint16_t place = 0;
};

class Definition {
 public:
  std::string id;
  std::string version;
  json::object title;
  json::object forms;
  json::object roles;
  json::object context;
  std::vector<NamedRule> guards;
  std::vector<Action> actions;
  std::vector<NamedRule> delays;
  std::vector<State> states;  // in document order
  std::vector<Transition> transitions;
  std::vector<StateIndex> histories;  // every history state
  std::vector<std::string> events;    // every event that is named, the machine's own (xstate.*) included
  std::unordered_map<std::string, EventIndex, TextHash, std::equal_to<>> event_index;
  std::map<std::string, StateIndex, std::less<>> state_by_id;
  std::vector<DelayPlace> delay_places;  // every delay of every state, as Timer::delay counts them
  std::map<std::string, DelayIndex, std::less<>> delay_by_key;

  EventIndex event(std::string_view type) const {
    const auto found = event_index.find(type);
    return found == event_index.end() ? no_event : found->second;
  }
  const Delay& delay(DelayIndex index) const {
    return states[delay_places[index].state].delays[delay_places[index].place];
  }
  // Whether `state` is strictly inside `ancestor`; everything is inside no_state.
  bool is_inside(StateIndex state, StateIndex ancestor) const {
    return ancestor == no_state || (state > ancestor && state <= states[ancestor].last);
  }
};

// The state that stays active around everything that a transition with these effective targets changes; no_state where
// the machine itself is left and entered again.
StateIndex domain_of(const Definition& definition, const Transition& transition, const StateSet& targets);

// XState's rule for event descriptors: equal, "*", or "a.b.*" for everything that begins with the tokens a,
// b.
bool fits(std::string_view event_type, std::string_view descriptor);

}  // namespace jejak::statechart
