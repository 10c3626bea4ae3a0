#include "engine/statechart/macrostep.hpp"

#include <algorithm>

namespace jejak::statechart {

void Macrostep::begin(Snapshot& snapshot, const StepEvent& event, Timestamp now) {
  snapshot_ = &snapshot;
  now_ = now;
  now_text_.clear();
  active_.clear();
  for (const StateIndex leaf : snapshot.active) active_.add(state(leaf).line);
  snapshot.history.resize(definition_.histories.size());
  raised_.clear();
  refused_.clear();
  overwritten_.clear();
  error_.reset();
  rule_steps_ = 0;
  const json::object* context = &snapshot.context;
  scope_[0] = {"context", context};
  scope_[2] = {"now", std::string_view()};
  answer_to(event);
}

void Macrostep::answer_to(const StepEvent& event) {
  event_ = event;
  of_event_[0] = {"type", event.type};
  of_event_[1] = {"data", event.data};
  scope_[1] = {"event", std::span<const rules::Binding>(of_event_.data(), event.data == nullptr ? 1 : 2)};
}

// The data that guards, assigns and delays see.
std::span<const rules::Binding> Macrostep::scope_of(const NamedRule& rule) {
  if (rule.reads_now && now_text_.empty()) {
    now_text_ = format_rfc3339(now_);
    scope_[2] = {"now", std::string_view(now_text_)};
  }
  return scope_;
}

void Macrostep::fail(std::string message) {
  if (!error_) error_ = std::move(message);
}

bool Macrostep::within_budget() {
  if (rule_steps_ <= rule_steps_per_event_max) return true;
  fail("the rules of one step take more than " + std::to_string(rule_steps_per_event_max) + " steps");
  return false;
}

void Macrostep::start(Snapshot& snapshot, Timestamp now) {
  begin(snapshot, {no_event, "xstate.init", nullptr}, now);
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
  add_entry_set(transition, domain_of(definition_, transition, effective_targets(transition.targets)));
  enter_states();
  finish();
  settle();
}

void Macrostep::land(Snapshot& snapshot, std::span<const DelayIndex> delays, Timestamp now) {
  begin(snapshot, {no_event, "xstate.init", nullptr}, now);
  for (const DelayIndex delay : delays) schedule(definition_.delay(delay));
  settle();
}

bool Macrostep::take(Snapshot& snapshot, const StepEvent& event, Timestamp now) {
  begin(snapshot, event, now);
  collect_refusals_ = true;
  select();
  collect_refusals_ = false;
  const auto inert = [&](TransitionIndex index) { return definition_.transitions[index].inert(); };
  if (failed() || std::ranges::all_of(selected_, inert)) return false;
  refused_.clear();
  remember_before();
  microstep();
  settle();
  if (failed()) take_back();
  overwritten_.clear();
  return !failed();
}

std::vector<Refusing> Macrostep::refused_by() const {
  std::vector<Refusing> names;
  for (const Refused& refused : refused_)
    names.push_back({state(refused.state).path, definition_.guards[refused.guard].name});
  return names;
}

// Takes eventless transitions and the machine's own events until there are none left.
void Macrostep::settle() {
  bool eventless = true;
  std::size_t next_raised = 0;
  for (std::size_t microsteps = 0; !snapshot_->done && !failed(); ++microsteps) {
    if (microsteps >= microsteps_max) {
      return fail("the machine does not settle: more than " + std::to_string(microsteps_max) +
                  " microsteps after the event \"" + std::string(event_.type) + "\"");
    }
    ++microsteps_;
    selected_.clear();
    if (eventless) select_eventless();
    const bool by_event = selected_.empty();
    if (by_event) {
      if (next_raised == raised_.size()) return;
      const EventIndex index = raised_[next_raised++];
      answer_to({index, definition_.events[index], nullptr});
      select();
    }
    // XState looks for eventless transitions again unless the last ones left the snapshot as it was.
    eventless = microstep() || by_event;
  }
}

// A machine that is done runs the exit actions of all its states, though it stays in them.
void Macrostep::finish() {
  if (!snapshot_->done) return;
  active_.for_each_backwards([&](StateIndex index) { run(state(index).exit); });
  snapshot_->timers.clear();
}

bool Macrostep::microstep() {
  if (failed() || selected_.empty()) return false;
  const StateSet before = active_;
  assigned_ = remembered_ = false;
  const Selected& transitions = without_conflicts();
  StateSet leaving;
  domains_.clear();
  for (const TransitionIndex index : transitions) {
    const Transition& transition = definition_.transitions[index];
    domains_.push_back(domain(transition));
    add_exit_set(transition, domains_.back(), leaving);
  }
  if (!leaving.empty()) exit_states(leaving);
  for (const TransitionIndex index : transitions) run(definition_.transitions[index].actions);
  for (std::size_t i = 0; i < transitions.size(); ++i) {
    // A transition to a history that turns out to be its own source leaves nothing, so it conflicts with none
    // that leaves the source: then there is nothing to enter. (XState ends up in states that exclude each
    // other.)
    const bool around_left = domains_[i] != no_state && !active_.has(domains_[i]);
    if (!around_left) add_entry_set(definition_.transitions[transitions[i]], domains_[i]);
  }
  enter_states();
  finish();
  return assigned_ || remembered_ || !(active_ == before);
}

}  // namespace jejak::statechart
