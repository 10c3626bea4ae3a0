#include <algorithm>

#include "engine/statechart/macrostep.hpp"

// Which transitions an event enables: inner before outer, candidates in order, every region of a parallel
// state for itself.
namespace jejak::statechart {

bool Macrostep::select(StateIndex index, const StepEvent& event, Selected& selected) {
  const State& at = state(index);
  bool found = false;
  for (const StateIndex child : at.children) {
    if (active_.has(child)) found = select(child, event, selected) || found;
  }
  return found || select_own(index, event, selected);
}

bool Macrostep::select_own(StateIndex index, const StepEvent& event, Selected& selected) {
  const State& at = state(index);
  if (event.index != no_event) {
    const auto exact = std::ranges::lower_bound(at.exact, event.index, {}, &Handler::event);
    const bool found = exact != at.exact.end() && exact->event == event.index;
    if (found && first_enabled(exact->transitions, event, selected)) return true;
  }
  for (const Handler& handler : at.wildcards) {
    if (handler.descriptor == event.type || !fits(event.type, handler.descriptor)) continue;
    if (first_enabled(handler.transitions, event, selected)) return true;
  }
  return false;
}

bool Macrostep::first_enabled(std::span<const TransitionIndex> candidates, const StepEvent& event,
                              Selected& selected) {
  for (const TransitionIndex candidate : candidates) {
    if (!guard_holds(definition_.transitions[candidate], event)) continue;
    selected.push_back(candidate);
    return true;
  }
  return false;
}

bool Macrostep::guard_holds(const Transition& transition, const StepEvent& event) {
  if (failed()) return false;
  if (transition.guard == no_rule) return true;
  const NamedRule& guard = definition_.guards[transition.guard];
  const auto holds = with_scope(guard, event, [&](auto scope) { return guard.rule.holds(scope); });
  if (!holds) {
    fail("guard \"" + guard.name + "\" has no value: " + holds.error().message);
    return false;
  }
  if (!*holds && collect_refusals_) refused_by_.push_back({state(transition.source).path, guard.name});
  return *holds;
}

// Walks the leaves in the order in which they were entered, as XState does.
Macrostep::Selected Macrostep::select_eventless(const StepEvent& event) {
  Selected enabled;
  for (const StateIndex leaf : snapshot_.active) {
    for (StateIndex at = leaf; at != no_state; at = state(at).parent) {
      Selected found;
      if (!first_enabled(state(at).always, event, found)) continue;
      if (std::ranges::find(enabled, found[0]) == enabled.end()) enabled.push_back(found[0]);
      break;
    }
  }
  return without_conflicts(enabled);
}

// Of two transitions that leave a common state the one further in wins, else the one selected first.
Macrostep::Selected Macrostep::without_conflicts(const Selected& enabled) const {
  if (enabled.size() < 2) return enabled;
  Selected kept;
  for (const TransitionIndex index : enabled) {
    const Transition& transition = definition_.transitions[index];
    if (std::ranges::find(kept, index) != kept.end()) continue;
    const StateSet leaving = exit_set(transition);
    Selected beaten;
    bool preempted = false;
    for (const TransitionIndex other_index : kept) {
      const Transition& other = definition_.transitions[other_index];
      if (!leaving.intersects(exit_set(other))) continue;
      preempted = !definition_.is_inside(transition.source, other.source);
      if (preempted) break;
      beaten.push_back(other_index);
    }
    if (preempted) continue;
    std::erase_if(kept,
                  [&](TransitionIndex other) { return std::ranges::find(beaten, other) != beaten.end(); });
    kept.push_back(index);
  }
  return kept;
}

}  // namespace jejak::statechart
