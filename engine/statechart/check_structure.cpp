#include "engine/statechart/check_structure.hpp"

#include <algorithm>

namespace jejak::statechart {

Structure::Structure(const Definition& definition)
    : definition_(definition),
      dead_(definition.transitions.size(), Dead::alive),
      usable_(definition.transitions.size()),
      by_done_(definition.transitions.size()) {
  for (const NamedRule& guard : definition.guards) verdicts_.push_back(verdict_of(guard));
  for (const State& at : definition.states) {
    judge_order(at.always);
    for (const Handler& handler : at.exact) {
      judge_order(handler.transitions);
      if (handler.event != at.done) continue;
      for (const TransitionIndex index : handler.transitions) by_done_[index] = true;
    }
  }
  reach();
  judge_preempted();
  usable_.assign(definition.transitions.size(), false);
  reachable_.clear();
  reach();
  judge_done();
  find_ways_out();
  find_finishes();
}

void Structure::judge_order(const std::vector<TransitionIndex>& candidates) {
  bool always = false;
  std::vector<RuleIndex> asked;
  for (const TransitionIndex index : candidates) {
    const RuleIndex guard = definition_.transitions[index].guard;
    if (always) {
      dead_[index] = Dead::shadowed;
    } else if (guard != no_rule && !verdicts_[guard].can_hold) {
      dead_[index] = Dead::contradicted;
    } else if (std::ranges::find(asked, guard) != asked.end()) {
      dead_[index] = Dead::repeated;
    }
    always = always || goes(index);
    if (guard != no_rule) asked.push_back(guard);
  }
}

// Whether the transition is taken whenever it is asked.
bool Structure::goes(TransitionIndex index) const {
  const RuleIndex guard = definition_.transitions[index].guard;
  return dead_[index] == Dead::alive && (guard == no_rule || !verdicts_[guard].can_fail);
}

// Whether an active `index` is certain to take (or forbid) every event that fits the descriptor, itself or
// inside.
bool Structure::takes(StateIndex index, std::string_view descriptor) const {
  const bool pattern = descriptor == "*" || descriptor.ends_with(".*");
  const auto covers = [&](const Handler& handler) {
    const bool fitting = pattern ? handler.descriptor == descriptor || handler.descriptor == "*"
                                 : fits(descriptor, handler.descriptor);
    return fitting && std::ranges::any_of(handler.transitions, [&](auto one) { return goes(one); });
  };
  return std::ranges::any_of(state(index).exact, covers) || inside_takes(index, descriptor);
}

bool Structure::inside_takes(StateIndex index, std::string_view descriptor) const {
  const State& at = state(index);
  const auto certain = [&](StateIndex child) { return !reachable(child) || takes(child, descriptor); };
  if (at.kind == Kind::parallel)
    return std::ranges::any_of(at.children, [&](StateIndex child) { return takes(child, descriptor); });
  return at.kind == Kind::compound && std::ranges::all_of(at.children, certain);
}

void Structure::judge_preempted() {
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    const State& at = state(index);
    if (at.children.empty() || !reachable(index)) continue;
    for (const Handler& handler : at.exact) {
      // The end of a state comes when all inside is final, which takes nothing.
      if (handler.event == at.done || !inside_takes(index, handler.descriptor)) continue;
      for (const TransitionIndex one : handler.transitions) {
        if (dead_[one] == Dead::alive) dead_[one] = Dead::preempted;
      }
    }
  }
}

bool Structure::completes(StateIndex index) const {
  const State& at = state(index);
  if (at.kind == Kind::final) return true;
  if (at.kind == Kind::parallel)
    return std::ranges::all_of(at.children, [&](StateIndex child) { return completes(child); });
  return std::ranges::any_of(
      at.children, [&](StateIndex child) { return state(child).kind == Kind::final && reachable(child); });
}

// A state with everything that is entered with it by default.
void Structure::enter(StateIndex index, StateSet& entered) const {
  if (entered.has(index)) return;
  entered.add(index);
  const State& at = state(index);
  if (at.kind == Kind::compound) enter_target(at.initial, entered);
  if (at.kind == Kind::parallel) {
    for (const StateIndex child : at.children) enter(child, entered);
  }
  if (!at.is_history()) return;
  const State& parent = state(at.parent);
  if (at.defaults.empty())
    parent.kind == Kind::parallel ? enter(at.parent, entered) : enter_target(parent.initial, entered);
  for (const StateIndex target : at.defaults) enter_target(target, entered);
}

// A target brings its ancestors along, and of those that are parallel all regions; not their initial states.
void Structure::enter_target(StateIndex index, StateSet& entered) const {
  enter(index, entered);
  for (StateIndex at = state(index).parent; at != no_state; at = state(at).parent) {
    entered.add(at);
    if (state(at).kind != Kind::parallel) continue;
    for (const StateIndex region : state(at).children) {
      const bool around = index == region || definition_.is_inside(index, region);
      around ? entered.add(region) : enter(region, entered);
    }
  }
}

StateSet Structure::entered_by(TransitionIndex index) const {
  StateSet entered;
  for (const StateIndex target : definition_.transitions[index].targets) {
    enter_target(target, entered);
    // A history may bring back whatever was active before.
    if (state(target).is_history()) {
      const StateIndex parent = state(target).parent;
      entered.add_between(reachable_, parent, state(parent).last);
    }
  }
  return entered;
}

// A transition that was dead for good may be all that leads somewhere, hence again after judge_preempted.
void Structure::reach() {
  enter(0, reachable_);
  for (bool grows = true; grows;) {
    grows = false;
    for (TransitionIndex index = 0; index < dead_.size(); ++index) {
      const StateIndex source = definition_.transitions[index].source;
      if (usable_[index] || dead_[index] != Dead::alive || !reachable(source)) continue;
      if (by_done_[index] && (source == 0 || !completes(source))) continue;
      usable_[index] = grows = true;
      for (const StateIndex target : definition_.transitions[index].targets) enter_target(target, reachable_);
    }
  }
}

void Structure::judge_done() {
  for (TransitionIndex index = 0; index < dead_.size(); ++index) {
    const bool waits = by_done_[index] && !usable_[index] && dead_[index] == Dead::alive;
    if (waits && reachable(definition_.transitions[index].source)) dead_[index] = Dead::never_done;
  }
}

// The leaves that can be active together with `source`: inside it, and in other regions beside it.
StateSet Structure::beside(StateIndex source) const {
  StateSet leaves;
  const auto add = [&](StateIndex top) {
    for (StateIndex index = top; index <= state(top).last; ++index) {
      if (state(index).is_leaf() && reachable(index)) leaves.add(index);
    }
  };
  add(source);
  StateIndex below = source;
  for (StateIndex at = state(source).parent; at != no_state; below = at, at = state(at).parent) {
    if (state(at).kind != Kind::parallel) continue;
    for (const StateIndex region : state(at).children) {
      if (region != below) add(region);
    }
  }
  return leaves;
}

void Structure::find_ways_out() {
  for (TransitionIndex index = 0; index < dead_.size(); ++index) {
    const Transition& transition = definition_.transitions[index];
    if (!usable_[index] || transition.targets.empty()) continue;
    StateSet targets;
    // What a history brings back is inside its parent.
    for (const StateIndex target : transition.targets)
      targets.add(state(target).is_history() ? state(target).parent : target);
    const StateIndex around = domain_of(definition_, transition, targets);
    beside(transition.source).for_each([&](StateIndex leaf) {
      if (definition_.is_inside(leaf, around)) leaves_.add(leaf);
    });
  }
}

// Backwards from the ends: whatever can be active when a transition enters a state that can finish, can
// finish.
void Structure::find_finishes() {
  std::vector<std::vector<TransitionIndex>> entering(definition_.states.size());
  for (TransitionIndex index = 0; index < dead_.size(); ++index) {
    if (!usable_[index]) continue;
    entered_by(index).for_each([&](StateIndex entered) { entering[entered].push_back(index); });
  }
  std::vector<StateIndex> pending;
  const auto add = [&](StateIndex leaf) {
    if (finishes_.has(leaf) || !reachable(leaf)) return;
    finishes_.add(leaf);
    pending.push_back(leaf);
  };
  const bool whole = state(0).kind == Kind::parallel && completes(0);
  for (StateIndex index = 0; index < definition_.states.size(); ++index) {
    const bool end = state(index).kind == Kind::final && (index == 0 || state(index).parent == 0);
    if (state(index).is_leaf() && (end || whole)) add(index);
  }
  std::vector<bool> seen(dead_.size());
  while (!pending.empty()) {
    const StateIndex leaf = pending.back();
    pending.pop_back();
    for (const TransitionIndex index : entering[leaf]) {
      if (seen[index]) continue;
      seen[index] = true;
      beside(definition_.transitions[index].source).for_each(add);
    }
  }
}

}  // namespace jejak::statechart
