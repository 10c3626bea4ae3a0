#pragma once
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// A machine that takes more microsteps than this for one event never settles.
inline constexpr std::size_t microsteps_max = 10'000;

// All rules of one event together, as rules/rule.hpp counts their steps: some tenths of a second.
inline constexpr std::size_t rule_steps_per_event_max = 5'000'000;

// What a step answers to: an event from outside, or one of the machine's own.
struct StepEvent {
  EventIndex index = no_event;  // nothing where no state names it
  std::string_view type;
  const json::value* data = nullptr;  // nothing where the event has none
};

// Macrosteps: the SCXML algorithm with XState's deviations, over the tables of a definition. It changes the caller's
// snapshot in place and takes everything back when a step fails; its buffers stay from one step to the next. The names
// follow the W3C's SCXML, appendix D, where it has one.
class Macrostep {
 public:
  explicit Macrostep(const Definition& definition) : definition_(definition) {}

  // The machine's start. `snapshot` has a context and nothing else; it is worthless after a failure.
  void start(Snapshot& snapshot, Timestamp now);
  // Whether a transition was taken; otherwise the snapshot is as it was.
  bool take(Snapshot& snapshot, const StepEvent& event, Timestamp now);
  // After a snapshot was put together by hand: starts these delays of active states, then settles. It is worthless after a
  // failure.
  void land(Snapshot& snapshot, std::span<const DelayIndex> delays, Timestamp now);
  bool failed() const { return error_.has_value(); }
  const std::string& error() const { return *error_; }
  std::vector<Refusing> refused_by() const;
  std::size_t microsteps() const { return microsteps_; }  // taken by all steps so far

 private:
  using Selected = std::vector<TransitionIndex>;

  void fail(std::string message);
  bool within_budget();  // of rule steps; a failure otherwise
  const State& state(StateIndex index) const { return definition_.states[index]; }

  // macrostep.cpp
  void begin(Snapshot& snapshot, const StepEvent& event, Timestamp now);
  void answer_to(const StepEvent& event);
  void settle();
  bool microstep();  // takes what is selected; whether anything changed
  void finish();
  std::span<const rules::Binding> scope_of(const NamedRule& rule);

  // undo.cpp
  void remember_before();
  void take_back();
  void assign(std::string_view key, json::value value);

  // selection.cpp
  void select();
  bool select(StateIndex state);
  bool select_own(StateIndex state);
  bool first_enabled(std::span<const TransitionIndex> candidates);
  void select_eventless();
  const Selected& without_conflicts();
  bool guard_holds(const Transition& transition);

  // configuration.cpp
  StateSet effective_targets(std::span<const StateIndex> targets) const;
  void add_effective(StateIndex target, StateSet& targets) const;
  std::vector<StateIndex> history_defaults(StateIndex history) const;
  StateIndex domain(const Transition& transition) const;
  void add_exit_set(const Transition& transition, StateIndex around, StateSet& leaving) const;
  StateSet exit_set(const Transition& transition) const;
  void add_entry_set(const Transition& transition, StateIndex around);
  void add_descendants(StateIndex state);
  void add_history(StateIndex history);
  void add_ancestors(StateIndex of, StateIndex until, StateIndex within);
  void add_ancestor(StateIndex ancestor, StateIndex within);
  bool is_in_final(StateIndex state) const;

  // actions.cpp
  void exit_states(const StateSet& leaving);
  void remember(const StateSet& leaving);
  void enter_states();
  void enter_state(StateIndex entering);
  void complete(StateIndex final_state);
  void run(std::span<const RuleIndex> actions);
  void schedule(StateIndex entering);
  void schedule(const Delay& delay);
  void cancel(StateIndex leaving);

  struct Refused {
    StateIndex state = 0;
    RuleIndex guard = no_rule;
  };
  struct Overwritten {
    std::string_view key;
    std::optional<json::value> value;  // nothing: the context did not have the key
  };
  // What a step changes beside the context, as it was before.
  struct Before {
    std::vector<StateIndex> active;
    std::vector<std::vector<StateIndex>> history;
    std::vector<Timer> timers;
    std::uint64_t timer_sequence = 0;
    bool done = false;
  };

  const Definition& definition_;

  // Of the step under way.
  Snapshot* snapshot_ = nullptr;
  Timestamp now_;
  StepEvent event_;
  std::array<rules::Binding, 2> of_event_;  // what guards, assigns and delays see
  std::array<rules::Binding, 3> scope_;
  std::string now_text_;            // the instant as text, made when first asked for
  StateSet active_;                 // every active state, ancestors included
  StateSet entering_;               // of the current microstep
  StateSet default_entry_;          // those of them whose initial actions run
  StateSet completed_;              // parallel states found done in the current microstep
  std::vector<EventIndex> raised_;  // the machine's own events, oldest first
  Selected selected_;               // in the order in which they were selected
  Selected kept_;                   // those of them that conflict with no other
  std::vector<StateIndex> domains_;
  std::vector<json::value> values_;  // of one action's assigns
  std::size_t microsteps_ = 0;
  std::size_t rule_steps_ = 0;  // since begin()
  bool assigned_ = false;
  bool remembered_ = false;
  bool collect_refusals_ = false;
  std::vector<Refused> refused_;
  std::optional<std::string> error_;

  // For taking it back.
  Before before_;
  std::vector<Overwritten> overwritten_;  // oldest first
};

}  // namespace jejak::statechart
