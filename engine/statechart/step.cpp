#include "engine/statechart/macrostep.hpp"

// The public steps: each makes a macrostep on a copy of the snapshot.
namespace jejak::statechart {

namespace {

Result<Outcome, StepError> outcome_of(const Snapshot& before, Macrostep&& step, bool changed) {
  if (step.failed()) return StepError{step.error()};
  Outcome outcome;
  outcome.changed = changed;
  // An event that nothing accepts keeps nothing of what its guards may have touched: there is nothing.
  outcome.snapshot = changed ? std::move(step).result() : before;
  if (!changed) outcome.refused_by = std::move(step).refused_by();
  return outcome;
}

}  // namespace

Result<Snapshot, StepError> start(const Definition& definition, Timestamp now, const json::object& context) {
  Snapshot snapshot;
  snapshot.context = definition.context;
  for (const auto& [key, value] : context) snapshot.context.insert_or_assign(key, value);
  Macrostep step(definition, std::move(snapshot), now);
  step.enter_initial();
  if (step.failed()) return StepError{step.error()};
  return std::move(step).result();
}

Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot, const Sent& event,
                                Timestamp now) {
  const bool own = event.type.starts_with("xstate.") || event.type == "*";
  if (snapshot.done || own) return Outcome{snapshot, false, {}};
  Macrostep step(definition, snapshot, now);
  const bool changed = step.take({definition.event(event.type), event.type, event.data});
  return outcome_of(snapshot, std::move(step), changed);
}

Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot,
                                std::string_view event_type, const json::value& data, Timestamp now) {
  return send(definition, snapshot, Sent{event_type, data.is_null() ? nullptr : &data}, now);
}

std::optional<Timer> due_timer(const Snapshot& snapshot, Timestamp now) {
  if (snapshot.timers.empty() || snapshot.timers.front().due > now) return std::nullopt;
  return snapshot.timers.front();
}

Result<Outcome, StepError> fire(const Definition& definition, const Snapshot& snapshot, const Timer& timer) {
  Snapshot without = snapshot;
  std::erase(without.timers, timer);
  const auto found = definition.delay_by_key.find(timer.key);
  if (snapshot.done || found == definition.delay_by_key.end()) return Outcome{std::move(without), false, {}};
  const auto& [state, place] = found->second;
  const EventIndex event = definition.states[state].delays[place].event;
  Macrostep step(definition, without, timer.due);
  const bool changed = step.take({event, definition.events[event], nullptr});
  return outcome_of(without, std::move(step), changed);
}

Result<Outcome, StepError> advance(const Definition& definition, Snapshot snapshot, Timestamp now) {
  Outcome all{std::move(snapshot), false, {}};
  Timestamp instant;
  std::size_t at_instant = 0;
  for (std::size_t fired = 0; const auto timer = due_timer(all.snapshot, now); ++fired) {
    at_instant = timer->due == instant ? at_instant + 1 : 1;
    instant = timer->due;
    if (at_instant > timers_at_once_max) {
      return StepError{"more than " + std::to_string(timers_at_once_max) + " timers fire at " +
                       format_rfc3339(instant) +
                       ": a delay of zero that leads back to itself never comes to rest"};
    }
    if (fired == timers_fired_max) {
      return StepError{"more than " + std::to_string(timers_fired_max) +
                       " timers fire at one go; move the clock in "
                       "smaller steps"};
    }
    auto outcome = fire(definition, all.snapshot, *timer);
    if (!outcome) return outcome.error();
    all.changed = all.changed || outcome->changed;
    all.snapshot = std::move(outcome->snapshot);
  }
  return all;
}

}  // namespace jejak::statechart
