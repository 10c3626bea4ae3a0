#include "engine/statechart/stepper.hpp"

#include <algorithm>

#include "engine/statechart/macrostep.hpp"

// The public steps. The pure ones step a copy.
namespace jejak::statechart {

Stepper::Stepper(const Definition& definition)
    : definition_(&definition), step_(std::make_unique<Macrostep>(definition)) {}
Stepper::~Stepper() = default;
Stepper::Stepper(Stepper&&) noexcept = default;
Stepper& Stepper::operator=(Stepper&&) noexcept = default;

Result<Snapshot, StepError> Stepper::start(Timestamp now, const json::object& context) {
  Snapshot snapshot;
  snapshot.context = definition_->context;
  for (const auto& [key, value] : context) snapshot.context.insert_or_assign(key, value);
  step_->start(snapshot, now);
  if (step_->failed()) return StepError{step_->error()};
  return snapshot;
}

Result<bool, StepError> Stepper::send(Snapshot& snapshot, const Sent& event, Timestamp now) {
  const bool own = event.type.starts_with("xstate.") || event.type == "*";
  if (snapshot.done || own) return false;
  const bool changed = step_->take(snapshot, {definition_->event(event.type), event.type, event.data}, now);
  if (step_->failed()) return StepError{step_->error()};
  return changed;
}

Result<bool, StepError> Stepper::fire(Snapshot& snapshot, const Timer& timer) {
  const auto place = std::ranges::find(snapshot.timers, timer);
  const auto at = place - snapshot.timers.begin();
  const Timer fired = timer;  // it may be the one in the snapshot
  snapshot.timers.erase(place);
  if (snapshot.done) return false;
  const EventIndex event = definition_->delay(fired.delay).event;
  const bool changed = step_->take(snapshot, {event, definition_->events[event], nullptr}, fired.due);
  if (!step_->failed()) return changed;
  snapshot.timers.insert(snapshot.timers.begin() + at, fired);
  return StepError{step_->error()};
}

std::vector<Refusing> Stepper::refused_by() const { return step_->refused_by(); }
std::size_t Stepper::microsteps() const { return step_->microsteps(); }

Result<Snapshot, StepError> start(const Definition& definition, Timestamp now, const json::object& context) {
  return Stepper(definition).start(now, context);
}

Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot, const Sent& event,
                                Timestamp now) {
  Stepper stepper(definition);
  Outcome outcome{snapshot, false, {}};
  const auto changed = stepper.send(outcome.snapshot, event, now);
  if (!changed) return changed.error();
  outcome.changed = *changed;
  outcome.microsteps = stepper.microsteps();
  if (!outcome.changed) outcome.refused_by = stepper.refused_by();
  return outcome;
}

Result<Outcome, StepError> send(const Definition& definition, const Snapshot& snapshot,
                                std::string_view event_type, const json::value& data, Timestamp now) {
  return send(definition, snapshot, Sent{event_type, data.is_null() ? nullptr : &data}, now);
}

std::optional<Timer> due_timer(const Snapshot& snapshot, Timestamp now) {
  if (snapshot.timers.empty() || snapshot.timers.front().due > now) return std::nullopt;
  return snapshot.timers.front();
}

bool change_timer(const Definition& definition, Snapshot& snapshot, std::string_view key, std::optional<Timestamp> due) {
  const auto found = std::ranges::find_if(snapshot.timers, [&](const Timer& timer) { return key_of(definition, timer) == key; });
  if (found == snapshot.timers.end()) return false;
  if (due) {
    found->due = *due;
    std::ranges::sort(snapshot.timers, {}, [](const Timer& timer) { return std::pair(timer.due, timer.sequence); });
  } else {
    snapshot.timers.erase(found);
  }
  return true;
}

Result<Outcome, StepError> fire(const Definition& definition, const Snapshot& snapshot, const Timer& timer) {
  Stepper stepper(definition);
  Outcome outcome{snapshot, false, {}};
  const auto changed = stepper.fire(outcome.snapshot, timer);
  if (!changed) return changed.error();
  outcome.changed = *changed;
  outcome.microsteps = stepper.microsteps();
  if (!outcome.changed) outcome.refused_by = stepper.refused_by();
  return outcome;
}

Result<Outcome, StepError> advance(const Definition& definition, Snapshot snapshot, Timestamp now) {
  Stepper stepper(definition);
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
    const auto changed = stepper.fire(all.snapshot, *timer);
    if (!changed) return changed.error();
    all.changed = all.changed || *changed;
  }
  all.microsteps = stepper.microsteps();
  return all;
}

}  // namespace jejak::statechart
