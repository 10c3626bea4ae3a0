#include <algorithm>

#include "engine/statechart/macrostep.hpp"

// Which states a transition leaves and enters: SCXML's computeExitSet and computeEntrySet as XState has them.
namespace jejak::statechart {

// The state that stays active around everything the transition changes; no_state where the machine itself is
// left.
StateIndex domain_of(const Definition& definition, const Transition& transition, const StateSet& targets) {
  const StateIndex source = transition.source;
  const auto all_inside = [&](StateIndex ancestor, bool or_itself) {
    bool inside = true;
    targets.for_each([&](StateIndex target) {
      inside = inside && (definition.is_inside(target, ancestor) || (or_itself && target == ancestor));
    });
    return inside;
  };
  if (!transition.reenter && all_inside(source, true)) return source;
  for (StateIndex ancestor = definition.states[source].parent; ancestor != no_state;
       ancestor = definition.states[ancestor].parent) {
    if (all_inside(ancestor, false)) return ancestor;
  }
  return transition.reenter ? no_state : StateIndex{0};
}

std::vector<StateIndex> Macrostep::history_defaults(StateIndex history) const {
  const State& at = state(history);
  if (!at.defaults.empty()) return at.defaults;
  const State& parent = state(at.parent);
  return {parent.kind == Kind::parallel ? at.parent : parent.initial};
}

void Macrostep::add_effective(StateIndex target, StateSet& targets) const {
  if (!state(target).is_history()) return targets.add(target);
  const auto& remembered = snapshot_->history[state(target).history];
  if (!remembered.empty()) {
    for (const StateIndex index : remembered) targets.add(index);
  } else {
    for (const StateIndex index : history_defaults(target)) add_effective(index, targets);
  }
}

StateSet Macrostep::effective_targets(std::span<const StateIndex> targets) const {
  StateSet effective;
  for (const StateIndex target : targets) add_effective(target, effective);
  return effective;
}

StateIndex Macrostep::domain(const Transition& transition) const {
  if (!transition.to_history) return transition.domain;
  return domain_of(definition_, transition, effective_targets(transition.targets));
}

void Macrostep::add_exit_set(const Transition& transition, StateIndex around, StateSet& leaving) const {
  if (transition.targets.empty()) return;
  const StateIndex first = around == no_state ? StateIndex{0} : static_cast<StateIndex>(around + 1);
  leaving.add_between(active_, first, state(around == no_state ? StateIndex{0} : around).last);
}

StateSet Macrostep::exit_set(const Transition& transition) const {
  StateSet leaving;
  add_exit_set(transition, domain(transition), leaving);
  return leaving;
}

// `around` is the transition's domain from before the exits: they may have filled the history that it
// targets, and the states that were left on its account have to be entered again. (XState asks anew, and
// loses the regions in between.)
void Macrostep::add_entry_set(const Transition& transition, StateIndex around) {
  for (const StateIndex target : transition.targets) {
    const bool itself = transition.source == target && transition.source == around && !transition.reenter;
    if (!state(target).is_history() && !itself) {
      entering_.add(target);
      default_entry_.add(target);
    }
    add_descendants(target);
  }
  const bool whole_machine = transition.source == 0 && transition.reenter;
  const StateIndex within = whole_machine ? no_state : around;
  effective_targets(transition.targets).for_each([&](StateIndex target) {
    add_ancestors(target, around, within);
    if (around != no_state && state(around).kind == Kind::parallel) add_ancestor(around, within);
  });
}

void Macrostep::add_descendants(StateIndex index) {
  const State& at = state(index);
  if (at.is_history()) return add_history(index);
  if (at.kind == Kind::compound) {
    if (!state(at.initial).is_history()) {
      entering_.add(at.initial);
      default_entry_.add(at.initial);
    }
    add_descendants(at.initial);
    add_ancestors(at.initial, index, no_state);
  } else if (at.kind == Kind::parallel) {
    for (const StateIndex child : at.children) {
      if (entering_.has_any(static_cast<StateIndex>(child + 1), state(child).last)) continue;
      entering_.add(child);
      default_entry_.add(child);
      add_descendants(child);
    }
  }
}

void Macrostep::add_history(StateIndex history) {
  const StateIndex parent = state(history).parent;
  const auto& remembered = snapshot_->history[state(history).history];
  if (!remembered.empty()) {
    for (const StateIndex index : remembered) {
      entering_.add(index);
      add_descendants(index);
    }
    for (const StateIndex index : remembered) add_ancestors(index, parent, no_state);
    return;
  }
  const auto defaults = history_defaults(history);
  const bool by_initial = state(history).defaults.empty() && state(parent).kind == Kind::compound;
  for (const StateIndex index : defaults) {
    // A parallel state that stands in for its own history is not entered again while it is active. (XState
    // runs its entry actions and starts its timers a second time.)
    if (index != parent || !active_.has(parent)) entering_.add(index);
    if (by_initial) default_entry_.add(parent);
    add_descendants(index);
  }
  for (const StateIndex index : defaults) add_ancestors(index, parent, no_state);
}

// The proper ancestors of `of` below `until`; all of them where `until` is not among them.
void Macrostep::add_ancestors(StateIndex of, StateIndex until, StateIndex within) {
  if (of == until) return;
  for (StateIndex at = state(of).parent; at != no_state && at != until; at = state(at).parent)
    add_ancestor(at, within);
}

void Macrostep::add_ancestor(StateIndex ancestor, StateIndex within) {
  if (definition_.is_inside(ancestor, within)) entering_.add(ancestor);
  if (state(ancestor).kind != Kind::parallel) return;
  for (const StateIndex child : state(ancestor).children) {
    if (entering_.has_any(static_cast<StateIndex>(child + 1), state(child).last)) continue;
    entering_.add(child);
    add_descendants(child);
  }
}

bool Macrostep::is_in_final(StateIndex index) const {
  const State& at = state(index);
  if (at.kind == Kind::compound) {
    return std::ranges::any_of(at.children, [&](StateIndex child) {
      return state(child).kind == Kind::final && active_.has(child);
    });
  }
  if (at.kind == Kind::parallel) {
    return std::ranges::all_of(at.children, [&](StateIndex child) { return is_in_final(child); });
  }
  return at.kind == Kind::final;
}

}  // namespace jejak::statechart
