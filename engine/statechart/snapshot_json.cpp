#include <algorithm>

#include "engine/statechart/model.hpp"

// A snapshot as JSON and back.
namespace jejak::statechart {

namespace {

json::array ids_of(const Definition& definition, const std::vector<std::uint16_t>& states) {
  json::array ids;
  for (const StateIndex index : states) ids.emplace_back(definition.states[index].id);
  return ids;
}

class Restorer {
 public:
  Restorer(const Definition& definition, const json::object& document)
      : definition_(definition), document_(document) {}
  Result<Snapshot, Faults> run();

 private:
  void fault(std::string pointer, std::string message) {
    faults_.push_back({std::move(pointer), std::move(message)});
  }
  const json::value* find(std::string_view key) const { return document_.if_contains(key); }
  void read_value(StateIndex state, const json::value& value, const std::string& pointer);
  void read_order();
  void read_history();
  void read_timers();
  void read_timer(const json::value& value, const std::string& pointer);
  void read_status();
  std::optional<std::vector<std::uint16_t>> read_ids(const json::value& value, const std::string& pointer);
  bool in_final(StateIndex state) const;

  const Definition& definition_;
  const json::object& document_;
  Snapshot snapshot_;
  StateSet active_;
  Faults faults_;
};

// Walks the state value and the tree together; every region of a parallel state has to be there.
void Restorer::read_value(StateIndex index, const json::value& value, const std::string& pointer) {
  const State& state = definition_.states[index];
  active_.add(index);
  if (state.is_leaf()) {
    snapshot_.active.push_back(index);
    if (value != json::value(json::object())) fault(pointer, "\"" + state.id + "\" has no states inside");
    return;
  }
  const auto child = [&](std::string_view key) {
    const auto found = std::ranges::find_if(state.children,
                                            [&](StateIndex at) { return definition_.states[at].key == key; });
    return found == state.children.end() ? no_state : *found;
  };
  if (const auto* key = value.if_string(); key != nullptr && state.kind == Kind::compound) {
    const StateIndex leaf = child(*key);
    if (leaf == no_state || !definition_.states[leaf].is_leaf()) {
      return fault(pointer,
                   "\"" + std::string(*key) + "\" is not an atomic or final state of \"" + state.id + "\"");
    }
    active_.add(leaf);
    snapshot_.active.push_back(leaf);
    return;
  }
  const std::size_t wanted = state.kind == Kind::parallel ? state.children.size() : 1;
  const auto* object = value.if_object();
  if (object == nullptr || object->size() != wanted) {
    return fault(pointer,
                 "the value of \"" + state.id + "\" names " + std::to_string(wanted) + " of its states");
  }
  for (const auto& [key, inner] : *object) {
    const StateIndex at = child(key);
    const std::string place = pointer + "/" + pointer_escape(key);
    if (at == no_state || (state.kind == Kind::compound && definition_.states[at].is_leaf())) {
      fault(place, "\"" + std::string(key) + "\" is not such a state of \"" + state.id + "\"");
    } else {
      read_value(at, inner, place);
    }
  }
}

std::optional<std::vector<std::uint16_t>> Restorer::read_ids(const json::value& value,
                                                             const std::string& pointer) {
  std::vector<std::uint16_t> states;
  if (!value.is_array()) {
    fault(pointer, "a list of state ids is expected");
    return std::nullopt;
  }
  for (const auto& id : value.get_array()) {
    const auto found = id.is_string() ? definition_.state_by_id.find(std::string_view(id.get_string()))
                                      : definition_.state_by_id.end();
    if (found == definition_.state_by_id.end()) {
      fault(pointer, "the definition has no state with one of these ids");
      return std::nullopt;
    }
    states.push_back(found->second);
  }
  return states;
}

void Restorer::read_order() {
  std::ranges::sort(snapshot_.active);
  const json::value* entered = find("entered");
  if (entered == nullptr) return;
  auto order = read_ids(*entered, "/entered");
  if (!order) return;
  if (!std::ranges::is_permutation(*order, snapshot_.active)) {
    return fault("/entered", "\"entered\" lists the active atomic and final states");
  }
  snapshot_.active = std::move(*order);
}

void Restorer::read_history() {
  snapshot_.history.resize(definition_.histories.size());
  const json::value* history = find("history");
  if (history == nullptr) return;
  if (!history->is_object()) return fault("/history", "\"history\" is an object");
  for (const auto& [id, states] : history->get_object()) {
    const std::string pointer = "/history/" + pointer_escape(id);
    const auto found = definition_.state_by_id.find(std::string_view(id));
    if (found == definition_.state_by_id.end() || !definition_.states[found->second].is_history()) {
      fault(pointer, "the definition has no history state \"" + std::string(id) + "\"");
      continue;
    }
    const State& state = definition_.states[found->second];
    auto remembered = read_ids(states, pointer);
    if (!remembered) continue;
    const bool inside = std::ranges::all_of(*remembered, [&](StateIndex at) {
      const State& inner = definition_.states[at];
      return definition_.is_inside(at, state.parent) && !inner.is_history() &&
             (state.kind == Kind::deep_history ? inner.is_leaf() : inner.parent == state.parent);
    });
    if (!inside) fault(pointer, "a history state remembers states of its parent");
    snapshot_.history[state.history] = std::move(*remembered);
  }
}

void Restorer::read_timer(const json::value& value, const std::string& pointer) {
  const auto* object = value.if_object();
  const json::value* key = object == nullptr ? nullptr : object->if_contains("key");
  const json::value* due = object == nullptr ? nullptr : object->if_contains("due");
  const json::value* sequence = object == nullptr ? nullptr : object->if_contains("sequence");
  const bool shaped = key != nullptr && key->is_string() && due != nullptr && due->is_string() &&
                      sequence != nullptr && sequence->is_int64() && sequence->get_int64() > 0;
  if (!shaped) return fault(pointer, "a timer is {\"key\",\"due\",\"sequence\"}");
  const auto delay = definition_.delay_by_key.find(std::string_view(key->get_string()));
  if (delay == definition_.delay_by_key.end() || !active_.has(definition_.delay_places[delay->second].state)) {
    return fault(pointer + "/key",
                 "\"" + std::string(key->get_string()) + "\" is not a delay of an active state");
  }
  const auto instant = parse_rfc3339(due->get_string());
  if (!instant) return fault(pointer + "/due", "\"due\" is an RFC 3339 instant");
  snapshot_.timers.push_back({delay->second, *instant, sequence->to_number<std::uint64_t>()});
}

void Restorer::read_timers() {
  if (const json::value* sequence = find("timer_sequence")) {
    const bool count = sequence->is_int64() && sequence->get_int64() >= 0;
    if (count) snapshot_.timer_sequence = sequence->to_number<std::uint64_t>();
    if (!count) fault("/timer_sequence", "\"timer_sequence\" is a count");
  }
  const json::value* timers = find("timers");
  if (timers == nullptr) return;
  if (!timers->is_array()) return fault("/timers", "\"timers\" is a list");
  for (std::size_t i = 0; i < timers->get_array().size(); ++i) {
    read_timer(timers->get_array()[i], "/timers/" + std::to_string(i));
  }
  std::ranges::sort(snapshot_.timers, {},
                    [](const Timer& timer) { return std::pair(timer.due, timer.sequence); });
  for (const Timer& timer : snapshot_.timers) {
    if (timer.sequence > snapshot_.timer_sequence)
      fault("/timer_sequence", "\"timer_sequence\" is behind a timer's");
  }
}

bool Restorer::in_final(StateIndex index) const {
  const State& state = definition_.states[index];
  const auto active_final = [&](StateIndex at) {
    return definition_.states[at].kind == Kind::final && active_.has(at);
  };
  if (state.kind == Kind::compound) return std::ranges::any_of(state.children, active_final);
  if (state.kind == Kind::parallel)
    return std::ranges::all_of(state.children, [&](StateIndex at) { return in_final(at); });
  return state.kind == Kind::final;
}

void Restorer::read_status() {
  const json::value* status = find("status");
  const bool done = status != nullptr && *status == json::value("done");
  if (status == nullptr || (!done && *status != json::value("active"))) {
    return fault("/status", "the status is \"active\" or \"done\"");
  }
  snapshot_.done = done;
  if (faults_.empty() && done != in_final(0)) fault("/status", "the status does not fit the states");
}

Result<Snapshot, Faults> Restorer::run() {
  static constexpr std::string_view known[] = {"value",   "context",        "status", "timers",
                                               "history", "timer_sequence", "entered"};
  for (const auto& [key, value] : document_) {
    if (std::ranges::find(known, std::string_view(key)) == std::end(known)) {
      fault("/" + pointer_escape(key), "\"" + std::string(key) + "\" is not a part of a snapshot");
    }
  }
  const json::value* value = find("value");
  if (value == nullptr) return Faults{{"", "a snapshot has a \"value\""}};
  read_value(0, *value, "/value");
  const json::value* context = find("context");
  if (context != nullptr && context->is_object()) snapshot_.context = context->get_object();
  if (context == nullptr || !context->is_object()) fault("/context", "the context is an object");
  read_order();
  read_history();
  read_timers();
  read_status();
  if (!faults_.empty()) return std::move(faults_);
  return std::move(snapshot_);
}

}  // namespace

json::object to_json(const Definition& definition, const Snapshot& snapshot) {
  json::object document;
  document.emplace("value", state_value(definition, snapshot));
  document.emplace("context", snapshot.context);
  document.emplace("status", snapshot.done ? "done" : "active");
  json::object history;
  for (std::size_t i = 0; i < snapshot.history.size(); ++i) {
    if (snapshot.history[i].empty()) continue;
    history.emplace(definition.states[definition.histories[i]].id, ids_of(definition, snapshot.history[i]));
  }
  if (!history.empty()) document.emplace("history", std::move(history));
  json::array timers;
  for (const Timer& timer : snapshot.timers) {
    json::object& entry = timers.emplace_back(json::object()).get_object();
    entry.emplace("key", key_of(definition, timer));
    entry.emplace("due", format_rfc3339(timer.due));
    entry.emplace("sequence", static_cast<std::int64_t>(timer.sequence));
  }
  if (!timers.empty()) document.emplace("timers", std::move(timers));
  if (snapshot.timer_sequence != 0) {
    document.emplace("timer_sequence", static_cast<std::int64_t>(snapshot.timer_sequence));
  }
  if (!std::ranges::is_sorted(snapshot.active))
    document.emplace("entered", ids_of(definition, snapshot.active));
  return document;
}

Result<Snapshot, Faults> restore(const Definition& definition, const json::value& document) {
  if (!document.is_object()) return Faults{{"", "a snapshot is an object"}};
  return Restorer(definition, document.get_object()).run();
}

}  // namespace jejak::statechart
