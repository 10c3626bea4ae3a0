#include "workflows/migration/rehearsal.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "engine/statechart/explain.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/refused.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/proposal/ticks.hpp"

namespace jejak::workflows {

namespace {

// What the machine was given: sealed members never reached it.
json::object seen_by_machine(const json::object& data) {
  json::object seen;
  for (const auto& [key, value] : data) {
    const auto* object = value.if_object();
    if (object == nullptr || !object->contains("$sealed")) seen.emplace(key, value);
  }
  return seen;
}

Sentence sentence_of(const Fault& fault) { return {fault.message, fault.message_id}; }

}  // namespace

Rehearsal::Rehearsal(const statechart::Migration& migration, std::string from_hash)
    : migration_(migration), from_hash_(std::move(from_hash)), stepper_(migration.to()) {}

void Rehearsal::begin() {
  last_.clear();
  pinned_ = false;
  departure_.reset();
}

void Rehearsal::take(const StoredEvent& stored) {
  const Event* event = parser_.parse(stored);
  if (event == nullptr || !event->data.is_object()) return;
  const json::object& data = event->data.get_object();
  if (!data.contains("state")) return;
  last_ = stored.data;
  if (const auto& definition = object_of(data, "definition"); !definition.empty()) {
    pinned_ = text_of(definition, "hash") == from_hash_;
    departure_.reset();
    if (!pinned_) return;
    return data.contains("migration") ? resume(*event, data) : start(*event, data);
  }
  if (!pinned_ || departure_) return;
  // What was taken back by people is no step of the machine.
  event->type == "ProposalReopened" ? resume(*event, data) : step(*event, data);
}

// What the instance was started with beside the definition's own context.
json::object Rehearsal::given_context(const json::object& state, Timestamp now) {
  const auto own = statechart::start(migration_.from(), now);
  json::object given;
  for (const auto& [key, value] : object_of(state, "context")) {
    const json::value* standard = own ? own->context.if_contains(key) : nullptr;
    if (standard == nullptr || *standard != value) given.emplace(key, value);
  }
  return given;
}

void Rehearsal::start(const Event& event, const json::object& data) {
  auto started = stepper_.start(event.time, given_context(object_of(data, "state"), event.time));
  if (!started) return depart(event, "START", {started.error().message, started.error().message});
  rehearsed_ = std::move(*started);
  compare(event, data, "START");
}

void Rehearsal::resume(const Event& event, const json::object& data) {
  const auto restored = statechart::restore(migration_.from(), data.at("state"));
  if (!restored) return depart(event, "MIGRATED", sentence_of(restored.error().front()));
  auto landed = migration_.land(*restored, event.time);
  if (!landed) return depart(event, "MIGRATED", sentence_of(landed.error()));
  rehearsed_ = std::move(*landed);
}

void Rehearsal::step(const Event& event, const json::object& data) {
  if (text_of(data, "event") == "TIMER") {
    const auto due = parse_rfc3339(text_of(object_of(data, "timer"), "due"));
    const auto timer = statechart::due_timer(rehearsed_, due.value_or(event.time));
    if (timer) {
      const auto fired = stepper_.fire(rehearsed_, *timer);
      if (!fired) return depart(event, "TIMER", {fired.error().message, fired.error().message});
    }
    return compare(event, data, "TIMER");
  }
  if (const auto& deadline = object_of(data, "deadline"); !deadline.empty()) {
    statechart::change_timer(migration_.to(), rehearsed_, text_of(deadline, "key"), parse_rfc3339(text_of(deadline, "due")));
    return;
  }
  constexpr int timers_between_max = 100;
  for (int count = 0; count < timers_between_max; ++count) {
    const auto timer = statechart::due_timer(rehearsed_, event.time);
    if (!timer) break;
    const auto fired = stepper_.fire(rehearsed_, *timer);
    if (!fired) return depart(event, "TIMER", {fired.error().message, fired.error().message});
  }
  const bool answers = event.type == "ProposalAnswered";
  const std::string_view what = answers ? "ANSWERED" : text_of(data, "event");
  const json::object sent = answers ? json::object{{"missing", array_of(data, "missing").size()}}
                                    : with_count(migration_.to(), what, seen_by_machine(object_of(data, "data")));
  if (send(event, what, sent)) compare(event, data, what);
}

bool Rehearsal::send(const Event& event, std::string_view type, const json::object& data) {
  const json::value value = data;
  const statechart::Sent sent{type, &value};
  const auto changed = stepper_.send(rehearsed_, sent, event.time);
  if (!changed) {
    depart(event, type, {changed.error().message, changed.error().message});
    return false;
  }
  if (*changed) return true;
  const Rejection refused = step_refused(migration_.to(), rehearsed_, sent, stepper_.refused_by(), event.time);
  depart(event, type, {refused.message, refused.message_id});
  return false;
}

void Rehearsal::compare(const Event& event, const json::object& data, std::string_view what) {
  const Place& expected = place_of(object_of(data, "state"));
  if (!expected.trouble.empty()) return depart(event, what, {expected.trouble, expected.trouble_id});
  std::vector<std::uint16_t> leaves = rehearsed_.active;
  std::ranges::sort(leaves);
  if (leaves == expected.leaves) return;
  const std::string now = path_now();
  depart(event, what, {"The new version comes to \"" + now + "\" instead.", "Versi baru sampai di \"" + now + "\"."});
  departure_->rehearsed = now;
  departure_->recorded = text_of(data, "to");
}

void Rehearsal::depart(const Event& event, std::string_view what, Sentence why) {
  departure_ = Departure{event.position, event.stream_version, std::string(what), {}, {}, std::move(why)};
  departure_->recorded = text_of(members_of(event.data), "to");
}

const Rehearsal::Place& Rehearsal::place_of(const json::object& state) {
  const json::value* value = state.if_contains("value");
  const std::string key = (value == nullptr ? "" : json::serialize(*value)) + std::string(text_of(state, "status"));
  const auto known = places_.find(key);
  if (known != places_.end()) return known->second;
  Place place;
  json::object bare{{"value", value == nullptr ? json::value() : *value},
                    {"context", json::object()},
                    {"status", text_of(state, "status")}};
  const auto restored = statechart::restore(migration_.from(), bare);
  if (!restored) {
    place.trouble = place.trouble_id = restored.error().front().message;
  } else if (auto leaves = migration_.place(restored->active)) {
    place.leaves = *std::move(leaves);
  } else {
    place.trouble = leaves.error().message;
    place.trouble_id = leaves.error().message_id;
  }
  return places_.emplace(key, std::move(place)).first->second;
}

std::string Rehearsal::path_now() const {
  return dotted_path(statechart::state_value(migration_.to(), rehearsed_));
}

Rehearsed Rehearsal::finish(Timestamp now) {
  Rehearsed result;
  result.departure = std::move(departure_);
  const auto data = parse_own_json(last_);
  const json::object& members = data ? members_of(*data) : object_of({}, "");
  if (const json::value* value = object_of(members, "state").if_contains("value")) result.from = *value;
  const auto restored = statechart::restore(migration_.from(), object_of(members, "state"));
  if (!restored) {
    result.grounded = sentence_of(restored.error().front());
  } else if (const auto landed = migration_.land(*restored, now)) {
    result.to = statechart::state_value(migration_.to(), *landed);
  } else {
    result.grounded = sentence_of(landed.error());
  }
  return result;
}

}  // namespace jejak::workflows
