#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// A machine that takes more microsteps than this for one event never settles.
inline constexpr std::size_t microsteps_max = 10'000;

// What a step answers to: an event from outside, or one of the machine's own.
struct StepEvent {
  EventIndex index = no_event;  // nothing where no state names it
  std::string_view type;
  const json::value* data = nullptr;  // nothing where the event has none
};

// One macrostep: the SCXML algorithm with XState's deviations, over the tables of a definition. It works on a
// copy of the snapshot that is worthless after a failure. The names follow the W3C's SCXML, appendix D, where
// it has one.
class Macrostep {
 public:
  Macrostep(const Definition& definition, Snapshot snapshot, Timestamp now);

  void enter_initial();               // the machine's start
  bool take(const StepEvent& event);  // whether a transition was taken
  bool failed() const { return error_.has_value(); }
  const std::string& error() const { return *error_; }
  Snapshot result() && { return std::move(snapshot_); }
  std::vector<Refusing> refused_by() && { return std::move(refused_by_); }

 private:
  using Selected = std::vector<TransitionIndex>;

  void fail(std::string message);
  const State& state(StateIndex index) const { return definition_.states[index]; }

  // macrostep.cpp
  void settle(StepEvent event);
  bool microstep(const Selected& selected, const StepEvent& event);  // whether anything changed
  void finish(const StepEvent& event);

  // selection.cpp
  bool select(StateIndex state, const StepEvent& event, Selected& selected);
  bool select_own(StateIndex state, const StepEvent& event, Selected& selected);
  bool first_enabled(std::span<const TransitionIndex> candidates, const StepEvent& event, Selected& selected);
  Selected select_eventless(const StepEvent& event);
  Selected without_conflicts(const Selected& enabled) const;
  bool guard_holds(const Transition& transition, const StepEvent& event);

  // configuration.cpp
  StateSet effective_targets(std::span<const StateIndex> targets) const;
  void add_effective(StateIndex target, StateSet& targets) const;
  std::vector<StateIndex> history_defaults(StateIndex history) const;
  StateIndex domain(const Transition& transition) const;
  StateSet exit_set(const Transition& transition) const;
  void add_entry_set(const Transition& transition, StateIndex around);
  void add_descendants(StateIndex state);
  void add_history(StateIndex history);
  void add_ancestors(StateIndex of, StateIndex until, StateIndex within);
  void add_ancestor(StateIndex ancestor, StateIndex within);
  bool is_in_final(StateIndex state) const;

  // configuration.cpp and actions.cpp
  void exit_states(const StateSet& leaving, const StepEvent& event);
  void remember(const StateSet& leaving);
  void enter_states(const StepEvent& event);
  void enter_state(StateIndex entering, const StepEvent& event);
  void complete(StateIndex final_state);
  void run(std::span<const RuleIndex> actions, const StepEvent& event);
  void schedule(StateIndex entering, const StepEvent& event);
  void cancel(StateIndex leaving);

  // Asks `ask` with the data that guards, assigns and delays see.
  template <class Ask>
  auto with_scope(const NamedRule& rule, const StepEvent& event, Ask ask);

  const Definition& definition_;
  Snapshot snapshot_;
  Timestamp now_;
  StateSet active_;                 // every active state, ancestors included
  StateSet entering_;               // of the current microstep
  StateSet default_entry_;          // those of them whose initial actions run
  StateSet completed_;              // parallel states found done in the current microstep
  std::vector<EventIndex> raised_;  // the machine's own events, oldest first
  bool assigned_ = false;
  bool remembered_ = false;
  bool collect_refusals_ = false;
  std::vector<Refusing> refused_by_;
  std::string now_text_;  // the instant as text, made when first asked for
  std::optional<std::string> error_;
};

template <class Ask>
auto Macrostep::with_scope(const NamedRule& rule, const StepEvent& event, Ask ask) {
  if (rule.reads_now && now_text_.empty()) now_text_ = format_rfc3339(now_);
  const rules::Binding type_and_data[] = {{"type", event.type}, {"data", event.data}};
  const std::span<const rules::Binding> of_event(type_and_data, event.data == nullptr ? 1u : 2u);
  const json::object* context = &snapshot_.context;
  const rules::Binding scope[] = {
      {"context", context}, {"event", of_event}, {"now", std::string_view(now_text_)}};
  return ask(std::span<const rules::Binding>(scope));
}

}  // namespace jejak::statechart
