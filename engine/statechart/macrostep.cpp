#include "engine/statechart/macrostep.hpp"

#include <algorithm>

namespace jejak::statechart {

Macrostep::Macrostep(const Definition& definition, Snapshot snapshot, Timestamp now)
    : definition_(definition), snapshot_(std::move(snapshot)), now_(now) {
  for (const StateIndex leaf : snapshot_.active) active_.add(state(leaf).line);
  snapshot_.history.resize(definition.histories.size());
}

void Macrostep::fail(std::string message) {
  if (!error_) error_ = std::move(message);
}

void Macrostep::enter_initial() {
  const StepEvent event{no_event, "xstate.init", nullptr};
  Transition transition;
  transition.reenter = true;
  // The machine and everything that is entered with it by default, as if each were a target.
  std::vector<StateIndex> pending = {0};
  while (!pending.empty()) {
    const StateIndex target = pending.back();
    pending.pop_back();
    transition.targets.push_back(target);
    const State& at = state(target);
    if (at.kind == Kind::compound) pending.push_back(at.initial);
    if (at.kind == Kind::parallel) pending.insert(pending.end(), at.children.begin(), at.children.end());
  }
  std::ranges::sort(transition.targets);
  add_entry_set(transition, domain(transition));
  enter_states(event);
  finish(event);
  settle(event);
}

bool Macrostep::take(const StepEvent& event) {
  Selected selected;
  collect_refusals_ = true;
  select(0, event, selected);
  collect_refusals_ = false;
  const auto inert = [&](TransitionIndex index) { return definition_.transitions[index].inert(); };
  if (failed() || std::ranges::all_of(selected, inert)) return false;
  refused_by_.clear();
  microstep(selected, event);
  settle(event);
  return !failed();
}

// Takes eventless transitions and the machine's own events until there are none left.
void Macrostep::settle(StepEvent event) {
  bool eventless = true;
  std::size_t next_raised = 0;
  for (std::size_t microsteps = 0; !snapshot_.done && !failed(); ++microsteps) {
    if (microsteps >= microsteps_max) {
      return fail("the machine does not settle: more than " + std::to_string(microsteps_max) +
                  " microsteps after the event \"" + std::string(event.type) + "\"");
    }
    Selected selected;
    if (eventless) selected = select_eventless(event);
    const bool by_event = selected.empty();
    if (by_event) {
      if (next_raised == raised_.size()) return;
      const EventIndex index = raised_[next_raised++];
      event = {index, definition_.events[index], nullptr};
      select(0, event, selected);
    }
    // XState looks for eventless transitions again unless the last ones left the snapshot as it was.
    eventless = microstep(selected, event) || by_event;
  }
}

// A machine that is done runs the exit actions of all its states, though it stays in them.
void Macrostep::finish(const StepEvent& event) {
  if (!snapshot_.done) return;
  active_.for_each_backwards([&](StateIndex index) { run(state(index).exit, event); });
  snapshot_.timers.clear();
}

bool Macrostep::microstep(const Selected& selected, const StepEvent& event) {
  if (failed() || selected.empty()) return false;
  const StateSet before = active_;
  assigned_ = remembered_ = false;
  const Selected transitions = without_conflicts(selected);
  StateSet leaving;
  std::vector<StateIndex> domains;
  for (const TransitionIndex index : transitions) {
    domains.push_back(domain(definition_.transitions[index]));
    leaving.add(exit_set(definition_.transitions[index]));
  }
  exit_states(leaving, event);
  for (const TransitionIndex index : transitions) run(definition_.transitions[index].actions, event);
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    // A transition to a history that turns out to be its own source leaves nothing, so it conflicts with none
    // that leaves the source: then there is nothing to enter. (XState ends up in states that exclude each
    // other.)
    const bool around_left = domains[i] != no_state && !active_.has(domains[i]);
    if (!around_left) add_entry_set(definition_.transitions[transitions[i]], domains[i]);
  }
  enter_states(event);
  finish(event);
  return assigned_ || remembered_ || !(active_ == before);
}

}  // namespace jejak::statechart
