#include <algorithm>
#include <cmath>

#include "engine/statechart/macrostep.hpp"

// Leaving and entering states with what happens on the way: history, actions, timers, completion.
namespace jejak::statechart {

namespace {

// The last instant that RFC 3339 can spell: 9999-12-31T23:59:59.999999Z.
constexpr std::int64_t last_instant = 253'402'300'799'999'999;

std::optional<std::int64_t> plus_milliseconds(Timestamp now, double milliseconds) {
  const double microseconds = std::round(milliseconds * 1000);
  if (!(std::fabs(microseconds) < 1e18)) return std::nullopt;
  return now.microseconds + static_cast<std::int64_t>(microseconds);
}

// The instant that a delay's value means: milliseconds, an ISO 8601 duration or an RFC 3339 instant.
std::optional<std::int64_t> due_of(const json::value& delay, Timestamp now) {
  if (delay.is_number()) return plus_milliseconds(now, delay.to_number<double>());
  const auto* text = delay.if_string();
  if (text == nullptr) return std::nullopt;
  if (const auto duration = parse_duration(*text))
    return plus_milliseconds(now, static_cast<double>(*duration) / 1000);
  const auto instant = parse_rfc3339(*text);
  return instant ? std::optional(instant->microseconds) : std::nullopt;
}

}  // namespace

void Macrostep::exit_states(const StateSet& leaving) {
  if (!definition_.histories.empty()) remember(leaving);
  leaving.for_each_backwards([&](StateIndex index) {
    run(state(index).exit);
    cancel(index);
    active_.remove(index);
  });
  std::erase_if(snapshot_->active, [&](StateIndex leaf) { return leaving.has(leaf); });
}

void Macrostep::remember(const StateSet& leaving) {
  leaving.for_each([&](StateIndex index) {
    for (const StateIndex history : state(index).histories) {
      auto& memory = snapshot_->history[state(history).history];
      memory.clear();
      remembered_ = true;
      active_.for_each([&](StateIndex inner) {
        const bool deep = state(history).kind == Kind::deep_history;
        const bool wanted = deep ? state(inner).is_leaf() && definition_.is_inside(inner, index)
                                 : state(inner).parent == index;
        if (wanted) memory.push_back(inner);
      });
    }
  });
}

void Macrostep::enter_states() {
  completed_.clear();
  entering_.for_each([&](StateIndex index) { enter_state(index); });
  entering_.clear();
  default_entry_.clear();
}

void Macrostep::enter_state(StateIndex entering) {
  if (failed()) return;
  const State& at = state(entering);
  if (at.is_leaf() && !active_.has(entering)) snapshot_->active.push_back(entering);
  active_.add(entering);
  run(at.entry);
  schedule(entering);
  if (default_entry_.has(entering)) run(at.initial_actions);
  if (at.kind == Kind::final) complete(entering);
}

// Raises the done events that entering a final state brings about, or finishes the machine.
void Macrostep::complete(StateIndex final_state) {
  const StateIndex parent = state(final_state).parent;
  if (parent == no_state) {
    snapshot_->done = true;
    return;
  }
  const State& around = state(parent);
  StateIndex ancestor = around.kind == Kind::parallel ? parent : around.parent;
  if (around.kind == Kind::compound) raised_.push_back(around.done);
  while (ancestor != no_state && state(ancestor).kind == Kind::parallel && !completed_.has(ancestor) &&
         is_in_final(ancestor)) {
    completed_.add(ancestor);
    raised_.push_back(state(ancestor).done);
    ancestor = state(ancestor).parent;
  }
  if (ancestor == no_state) snapshot_->done = true;
}

void Macrostep::run(std::span<const RuleIndex> actions) {
  for (const RuleIndex index : actions) {
    if (failed()) return;
    const Action& action = definition_.actions[index];
    values_.clear();  // all of one action's values are asked for before the first is assigned
    for (const Assignment& assignment : action.assignments) {
      auto value = assignment.value.rule.evaluate(scope_of(assignment.value), &rule_steps_);
      if (!within_budget()) return;
      if (!value) {
        return fail("action \"" + action.name + "\" has no value for \"" + assignment.key +
                    "\": " + value.error().message);
      }
      values_.push_back(std::move(*value));
    }
    for (std::size_t i = 0; i < values_.size(); ++i) assign(action.assignments[i].key, std::move(values_[i]));
    assigned_ = true;
  }
}

void Macrostep::schedule(StateIndex entering) {
  cancel(entering);
  for (const Delay& delay : state(entering).delays) schedule(delay);
}

void Macrostep::schedule(const Delay& delay) {
  if (failed()) return;
  json::value value = delay.milliseconds;
  if (delay.rule != no_rule) {
    const NamedRule& rule = definition_.delays[delay.rule];
    auto result = rule.rule.evaluate(scope_of(rule), &rule_steps_);
    if (!result) return fail("delay \"" + rule.name + "\" has no value: " + result.error().message);
    value = std::move(*result);
  }
  const auto due = due_of(value, now_);
  if (!due || *due > last_instant) {
    return fail("the delay \"" + delay.key +
                "\" gives neither milliseconds, an ISO 8601 duration (\"P5D\") nor an "
                "RFC 3339 instant up to the year 9999");
  }
  const Timer timer{delay.index, Timestamp{std::max(*due, now_.microseconds)}, ++snapshot_->timer_sequence};
  const auto later = [](const Timer& left, const Timer& right) { return left.due < right.due; };
  snapshot_->timers.insert(std::ranges::upper_bound(snapshot_->timers, timer, later), timer);
}

void Macrostep::cancel(StateIndex leaving) {
  for (const Delay& delay : state(leaving).delays) {
    std::erase_if(snapshot_->timers, [&](const Timer& timer) { return timer.delay == delay.index; });
  }
}

}  // namespace jejak::statechart
