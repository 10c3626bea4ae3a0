#include "workflows/instance/machine.hpp"

#include <algorithm>

#include "engine/statechart/explain.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

// More timers than this due within one decision means a definition whose delays never come to rest.
constexpr int timers_per_decision_max = 100;

Rejection cannot_step(const statechart::StepError& error) {
  return conflict("transition_refused", {"The machine cannot take this step: " + error.message,
                                         "Mesin tidak dapat mengambil langkah ini: " + error.message});
}

}  // namespace

json::object timer_changes(const statechart::Definition& definition, const std::vector<statechart::Timer>& before,
                           const std::vector<statechart::Timer>& after) {
  json::object changes;
  json::array set, cleared;
  for (const auto& timer : after) {
    if (std::ranges::find(before, timer) == before.end())
      set.push_back({{"key", key_of(definition, timer)}, {"due", format_rfc3339(timer.due)}});
  }
  for (const auto& timer : before) {
    if (std::ranges::find(after, timer.delay, &statechart::Timer::delay) == after.end())
      cleared.emplace_back(key_of(definition, timer));
  }
  if (!set.empty()) changes["set"] = std::move(set);
  if (!cleared.empty()) changes["cleared"] = std::move(cleared);
  return changes;
}

InstanceMachine::InstanceMachine(const PinnedDefinition& pinned, InstanceTrail trail, Timestamp now)
    : pinned_(&pinned), trail_(std::move(trail)), now_(now) {}

std::optional<Rejection> InstanceMachine::usable() const {
  if (pinned_->definition != nullptr) return std::nullopt;
  return conflict("definition_unusable", {"This program cannot read the definition that this runs under.",
                                          "Program ini tidak dapat membaca definisi yang berlaku di sini."});
}

Result<InstanceMachine, Rejection> InstanceMachine::start(const PinnedDefinition& pinned, InstanceTrail trail,
                                                          Timestamp now, const json::object& context) {
  InstanceMachine machine(pinned, std::move(trail), now);
  if (auto rejection = machine.begin(context)) return *std::move(rejection);
  return machine;
}

Result<InstanceMachine, Rejection> InstanceMachine::resume(const PinnedDefinition& pinned, InstanceTrail trail,
                                                           Timestamp now, const json::value& state) {
  InstanceMachine machine(pinned, std::move(trail), now);
  if (auto rejection = machine.go_on(state)) return *std::move(rejection);
  return machine;
}

std::optional<Rejection> InstanceMachine::begin(const json::object& context) {
  if (auto rejection = usable()) return rejection;
  auto snapshot = statechart::start(*pinned_->definition, now_, context);
  if (!snapshot) return cannot_step(snapshot.error());
  move_to(std::move(*snapshot));
  return std::nullopt;
}

std::optional<Rejection> InstanceMachine::go_on(const json::value& state) {
  if (auto rejection = usable()) return rejection;
  auto snapshot = statechart::restore(*pinned_->definition, state);
  if (!snapshot) return invalid("invalid_state", snapshot.error());
  snapshot_ = std::move(*snapshot);
  value_ = statechart::state_value(*pinned_->definition, snapshot_);
  path_ = dotted_path(value_);
  return fire_due();
}

void InstanceMachine::move_to(statechart::Snapshot snapshot) {
  timers_ = timer_changes(*pinned_->definition, snapshot_.timers, snapshot.timers);
  snapshot_ = std::move(snapshot);
  value_ = statechart::state_value(*pinned_->definition, snapshot_);
  path_ = dotted_path(value_);
}

void InstanceMachine::take(statechart::Snapshot snapshot, std::string_view event_type, json::object recorded) {
  before_step();
  recorded.reserve(recorded.size() + trail_.members.size() + 5);
  recorded["from"] = path_;
  move_to(std::move(snapshot));
  for (const auto& [key, value] : trail_.members) recorded[key] = value;
  for (auto& [key, value] : describe()) recorded[key] = std::move(value);
  if (!timers_.empty()) recorded["timers"] = timers_;
  events_.push_back({trail_.stream, std::string(event_type), std::move(recorded)});
  after_step();
}

std::optional<Rejection> InstanceMachine::fire_due() {
  for (int count = 0; count < timers_per_decision_max; ++count) {
    const auto timer = statechart::due_timer(snapshot_, now_);
    if (!timer) return std::nullopt;
    auto outcome = statechart::fire(*pinned_->definition, snapshot_, *timer);
    if (!outcome) return cannot_step(outcome.error());
    const std::string& key = statechart::key_of(*pinned_->definition, *timer);
    fired_.push_back(key);
    take(std::move(outcome->snapshot), trail_.step_type,
         {{"event", "TIMER"}, {"timer", {{"key", key}, {"due", format_rfc3339(timer->due)}}}});
  }
  return cannot_step({"its delays never come to rest"});
}

std::optional<Rejection> InstanceMachine::send(std::string_view type, const json::object& data) {
  json::object recorded{{"event", type}};
  if (!data.empty()) recorded["data"] = data;
  return send_as(trail_.step_type, type, data, std::move(recorded));
}

std::optional<Rejection> InstanceMachine::send_as(std::string_view event_type, std::string_view type,
                                                  const json::object& data, json::object recorded) {
  const json::value sent = data;
  const statechart::Sent event{type, &sent};
  auto outcome = statechart::send(*pinned_->definition, snapshot_, event, now_);
  if (!outcome) return cannot_step(outcome.error());
  if (!outcome->changed) return refused(event, *outcome);
  take(std::move(outcome->snapshot), event_type, std::move(recorded));
  return fire_due();
}

std::optional<Rejection> InstanceMachine::refusal_of(std::string_view type) const {
  const statechart::Sent event{type, nullptr};
  const auto outcome = statechart::send(*pinned_->definition, snapshot_, event, now_);
  if (!outcome) return cannot_step(outcome.error());
  const bool hangs_on_data = std::ranges::any_of(outcome->refused_by, [&](const statechart::Refusing& refusing) {
    return statechart::reads_event(*pinned_->definition, refusing.guard);
  });
  if (outcome->changed || hangs_on_data) return std::nullopt;
  return refused(event, *outcome);
}

// The first guard's conditions are in the sentence, those of all in the details.
Rejection InstanceMachine::refused(const statechart::Sent& event, const statechart::Outcome& outcome) const {
  json::object details{{"event", event.type}, {"state", path_}, {"state_value", value_}};
  const std::string what(event.type);
  if (outcome.refused_by.empty()) {
    return conflict("transition_refused", {"In the state " + path_ + " there is no transition for " + what + ".",
                                           "Pada keadaan " + path_ + " tidak ada transisi untuk " + what + "."},
                    std::move(details));
  }
  json::array refused_by;
  Sentence why;
  for (const auto& refusing : outcome.refused_by) {
    json::array conditions;
    for (const auto& reason :
         statechart::explain_guard(*pinned_->definition, snapshot_, refusing.guard, event, now_)) {
      if (refused_by.empty()) {
        why.en += (why.en.empty() ? ": " : "; ") + reason.en;
        why.id += (why.id.empty() ? ": " : "; ") + reason.id;
      }
      conditions.push_back({{"pointer", reason.pointer}, {"message", reason.en}, {"message_id", reason.id}});
    }
    refused_by.push_back(
        {{"state", refusing.state}, {"guard", refusing.guard}, {"conditions", std::move(conditions)}});
  }
  const std::string& guard = outcome.refused_by.front().guard;
  details["guard"] = guard;
  details["refused_by"] = std::move(refused_by);
  return conflict("transition_refused", {"The guard " + guard + " does not let " + what + " through" + why.en + ".",
                                         "Penjaga " + guard + " tidak meluluskan " + what + why.id + "."},
                  std::move(details));
}

bool InstanceMachine::fired(std::string_view key) const { return std::ranges::find(fired_, key) != fired_.end(); }

std::string_view InstanceMachine::stage() const { return first_segment(path_); }

json::object InstanceMachine::describe() const {
  return {{"to", path_}, {"stage", stage()}, {"state", statechart::to_json(*pinned_->definition, snapshot_)}};
}

}  // namespace jejak::workflows
