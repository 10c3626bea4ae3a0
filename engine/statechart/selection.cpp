#include <algorithm>

#include "engine/statechart/macrostep.hpp"

// Which transitions an event enables: inner before outer, candidates in order, every region of a parallel
// state for itself.
namespace jejak::statechart {

void Macrostep::select() {
  selected_.clear();
  if (snapshot_->active.size() != 1) {
    select(0);
    return;
  }
  // With one leaf there is one line from it to the machine.
  for (StateIndex at = snapshot_->active[0]; at != no_state && !select_own(at);) at = state(at).parent;
}

bool Macrostep::select(StateIndex index) {
  const State& at = state(index);
  bool found = false;
  for (const StateIndex child : at.children) {
    if (active_.has(child)) found = select(child) || found;
  }
  return found || select_own(index);
}

bool Macrostep::select_own(StateIndex index) {
  const State& at = state(index);
  if (event_.index != no_event) {
    const auto exact = std::ranges::lower_bound(at.exact, event_.index, {}, &Handler::event);
    const bool found = exact != at.exact.end() && exact->event == event_.index;
    if (found && first_enabled(exact->transitions)) return true;
  }
  for (const Handler& handler : at.wildcards) {
    if (handler.descriptor == event_.type || !fits(event_.type, handler.descriptor)) continue;
    if (first_enabled(handler.transitions)) return true;
  }
  return false;
}

bool Macrostep::first_enabled(std::span<const TransitionIndex> candidates) {
  for (const TransitionIndex candidate : candidates) {
    if (!guard_holds(definition_.transitions[candidate])) continue;
    selected_.push_back(candidate);
    return true;
  }
  return false;
}

bool Macrostep::guard_holds(const Transition& transition) {
  if (failed()) return false;
  if (transition.guard == no_rule) return true;
  const NamedRule& guard = definition_.guards[transition.guard];
  const auto holds = guard.rule.holds(scope_of(guard), &rule_steps_);
  if (!within_budget()) return false;
  if (!holds) {
    fail("guard \"" + guard.name + "\" has no value: " + holds.error().message);
    return false;
  }
  if (!*holds && collect_refusals_) refused_.push_back({transition.source, transition.guard});
  return *holds;
}

// Walks the leaves in the order in which they were entered, as XState does.
void Macrostep::select_eventless() {
  for (const StateIndex leaf : snapshot_->active) {
    for (StateIndex at = leaf; at != no_state; at = state(at).parent) {
      const std::size_t before = selected_.size();
      if (!first_enabled(state(at).always)) continue;
      if (std::find(selected_.begin(), selected_.begin() + static_cast<std::ptrdiff_t>(before),
                    selected_.back()) != selected_.begin() + static_cast<std::ptrdiff_t>(before)) {
        selected_.pop_back();
      }
      break;
    }
  }
}

// Of two transitions that leave a common state the one further in wins, else the one selected first.
const Macrostep::Selected& Macrostep::without_conflicts() {
  if (selected_.size() < 2) return selected_;
  kept_.clear();
  for (const TransitionIndex index : selected_) {
    const Transition& transition = definition_.transitions[index];
    if (std::ranges::find(kept_, index) != kept_.end()) continue;
    const StateSet leaving = exit_set(transition);
    const auto conflicts = [&](TransitionIndex other) {
      return leaving.intersects(exit_set(definition_.transitions[other]));
    };
    const auto is_outer = [&](TransitionIndex other) {
      return definition_.is_inside(transition.source, definition_.transitions[other].source);
    };
    const bool preempted = std::ranges::any_of(
        kept_, [&](TransitionIndex other) { return conflicts(other) && !is_outer(other); });
    if (preempted) continue;
    std::erase_if(kept_, conflicts);
    kept_.push_back(index);
  }
  return kept_;
}

}  // namespace jejak::statechart
