#include "workflows/instance/machine.hpp"

#include <algorithm>
#include <map>

#include "engine/statechart/explain.hpp"
#include "workflows/instance/refused.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

// More timers than this due within one decision means a definition whose delays never come to rest.
constexpr int timers_per_decision_max = 100;
constexpr std::int64_t microseconds_per_second = 1'000'000;

Rejection cannot_step(const statechart::StepError& error) {
  return conflict("transition_refused", {"The machine cannot take this step: " + error.message,
                                         "Mesin tidak dapat mengambil langkah ini: " + error.message});
}

// The same across two definitions, where only the timers' keys tell which is which.
json::object timers_moved(const statechart::Definition& from, const std::vector<statechart::Timer>& before,
                          const statechart::Definition& to, const std::vector<statechart::Timer>& after) {
  std::map<std::string, Timestamp> old;
  for (const auto& timer : before) old.emplace(key_of(from, timer), timer.due);
  json::object changes;
  json::array set, cleared;
  for (const auto& timer : after) {
    const auto known = old.find(key_of(to, timer));
    if (known == old.end() || known->second != timer.due)
      set.push_back({{"key", key_of(to, timer)}, {"due", format_rfc3339(timer.due)}});
    if (known != old.end()) old.erase(known);
  }
  for (const auto& [key, due] : old) cleared.emplace_back(key);
  if (!set.empty()) changes["set"] = std::move(set);
  if (!cleared.empty()) changes["cleared"] = std::move(cleared);
  return changes;
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
  recorded.reserve(recorded.size() + trail_.members.size() + 6);
  recorded["from"] = path_;
  move_to(std::move(snapshot));
  record(event_type, std::move(recorded));
  after_step();
}

void InstanceMachine::record(std::string_view event_type, json::object recorded) {
  for (const auto& [key, value] : trail_.members) recorded[key] = value;
  for (auto& [key, value] : describe()) recorded[key] = std::move(value);
  if (!timers_.empty()) recorded["timers"] = timers_;
  note_move(recorded);
  events_.push_back({trail_.stream, std::string(event_type), std::move(recorded)});
}

std::optional<Rejection> InstanceMachine::fire_due() {
  for (int count = 0; count < timers_per_decision_max; ++count) {
    const auto timer = statechart::due_timer(snapshot_, now_);
    if (!timer) return std::nullopt;
    auto outcome = statechart::fire(*pinned_->definition, snapshot_, *timer);
    if (!outcome) return cannot_step(outcome.error());
    const std::string& key = statechart::key_of(*pinned_->definition, *timer);
    fired_.push_back(key);
    json::object fired{{"key", key}, {"due", format_rfc3339(timer->due)}};
    if (const auto late = (now_.microseconds - timer->due.microseconds) / microseconds_per_second; late > 0)
      fired["late_seconds"] = late;
    take(std::move(outcome->snapshot), trail_.step_type, {{"event", "TIMER"}, {"timer", std::move(fired)}});
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
  if (!outcome->changed)
    return step_refused(*pinned_->definition, snapshot_, event, outcome->refused_by, now_);
  take(std::move(outcome->snapshot), event_type, std::move(recorded));
  return fire_due();
}

std::optional<Rejection> InstanceMachine::migrate(const statechart::Migration& migration, const PinnedDefinition& to,
                                                  std::string_view event_type, json::object recorded) {
  auto landed = migration.land(snapshot_, now_);
  if (!landed) {
    return conflict("cannot_land", {"It cannot land in the new version: " + landed.error().message + ".",
                                    "Tidak dapat mendarat pada versi baru: " + landed.error().message_id + "."});
  }
  const statechart::Snapshot before = std::move(snapshot_);
  const PinnedDefinition& left = *pinned_;
  recorded["from"] = path_;
  pinned_ = &to;
  snapshot_ = std::move(*landed);
  timers_ = timers_moved(*left.definition, before.timers, *to.definition, snapshot_.timers);
  value_ = statechart::state_value(*to.definition, snapshot_);
  path_ = dotted_path(value_);
  record(event_type, std::move(recorded));
  return fire_due();
}

std::optional<Rejection> InstanceMachine::return_to(const json::value& state, std::string_view event_type, json::object recorded) {
  auto snapshot = statechart::restore(*pinned_->definition, state);
  if (!snapshot) return invalid("invalid_state", snapshot.error());
  recorded["from"] = path_;
  move_to(std::move(*snapshot));
  record(event_type, std::move(recorded));
  return fire_due();
}

std::vector<std::pair<std::string, Timestamp>> InstanceMachine::pending() const {
  std::vector<std::pair<std::string, Timestamp>> pending;
  for (const auto& timer : snapshot_.timers) pending.emplace_back(key_of(*pinned_->definition, timer), timer.due);
  return pending;
}

void InstanceMachine::change_timer(std::string_view key, std::optional<Timestamp> due, std::string_view event_type,
                                   json::object recorded) {
  statechart::Snapshot changed = snapshot_;
  if (!statechart::change_timer(*pinned_->definition, changed, key, due)) return;
  recorded["from"] = path_;
  move_to(std::move(changed));
  record(event_type, std::move(recorded));
}

std::optional<Rejection> InstanceMachine::refusal_of(std::string_view type) const {
  const statechart::Sent event{type, nullptr};
  const auto outcome = statechart::send(*pinned_->definition, snapshot_, event, now_);
  if (!outcome) return cannot_step(outcome.error());
  const bool hangs_on_data = std::ranges::any_of(outcome->refused_by, [&](const statechart::Refusing& refusing) {
    return statechart::reads_event(*pinned_->definition, refusing.guard);
  });
  if (outcome->changed || hangs_on_data) return std::nullopt;
  return step_refused(*pinned_->definition, snapshot_, event, outcome->refused_by, now_);
}

bool InstanceMachine::fired(std::string_view key) const { return std::ranges::find(fired_, key) != fired_.end(); }

std::string_view InstanceMachine::stage() const { return first_segment(path_); }

json::object InstanceMachine::describe() const {
  return {{"to", path_}, {"stage", stage()}, {"state", statechart::to_json(*pinned_->definition, snapshot_)}};
}

}  // namespace jejak::workflows
