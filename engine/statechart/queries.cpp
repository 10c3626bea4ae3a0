#include <algorithm>

#include "engine/statechart/model.hpp"

// Questions about a snapshot and its definition that change nothing.
namespace jejak::statechart {

namespace {

StateSet active_states(const Definition& definition, const Snapshot& snapshot) {
  StateSet active;
  for (const StateIndex leaf : snapshot.active) active.add(definition.states[leaf].line);
  return active;
}

json::value value_of(const Definition& definition, const StateSet& active, StateIndex index) {
  const State& state = definition.states[index];
  json::object value;
  for (const StateIndex child : state.children) {
    if (!active.has(child)) continue;
    const State& inner = definition.states[child];
    if (state.kind == Kind::compound && inner.is_leaf()) return json::value(json::string(inner.key));
    value.emplace(inner.key, value_of(definition, active, child));
  }
  return value;
}

// Whether the state is named in `on` with nothing to do, whatever the guards say.
bool forbids(const Definition& definition, const Handler& handler) {
  if (handler.transitions.empty()) return false;
  const Transition& first = definition.transitions[handler.transitions[0]];
  return first.inert() && first.guard == no_rule;
}

// Whether an active state inside `around` forbids the event, so that `around` never gets it.
bool forbidden_inside(const Definition& definition, const StateSet& active, StateIndex around,
                      const Handler& event) {
  bool forbidden = false;
  active.for_each([&](StateIndex index) {
    if (!definition.is_inside(index, around)) return;
    for (const Handler& handler : definition.states[index].on) {
      forbidden = forbidden || (handler.descriptor == event.descriptor && forbids(definition, handler));
    }
  });
  return forbidden;
}

const json::value* member_of(const json::object& object, std::string_view key) {
  return object.if_contains(key);
}

}  // namespace

std::string_view id_of(const Definition& definition) { return definition.id; }
std::string_view version_of(const Definition& definition) { return definition.version; }

const std::string& key_of(const Definition& definition, const Timer& timer) {
  return definition.delay(timer.delay).key;
}

json::value state_value(const Definition& definition, const Snapshot& snapshot) {
  return value_of(definition, active_states(definition, snapshot), 0);
}

bool matches(const Definition& definition, const Snapshot& snapshot, std::string_view path) {
  const StateSet active = active_states(definition, snapshot);
  bool found = false;
  active.for_each([&](StateIndex index) { found = found || definition.states[index].path == path; });
  return found;
}

std::vector<std::string> mentioned_events(const Definition& definition, const Snapshot& snapshot) {
  const StateSet active = active_states(definition, snapshot);
  std::vector<std::string> events;
  const auto mention = [&](StateIndex index) {
    for (const Handler& handler : definition.states[index].on) {
      const bool wildcard = handler.descriptor == "*" || handler.descriptor.ends_with(".*");
      if (wildcard || handler.transitions.empty() || forbids(definition, handler)) continue;
      if (forbidden_inside(definition, active, index, handler)) continue;
      if (std::ranges::find(events, handler.descriptor) == events.end()) events.push_back(handler.descriptor);
    }
  };
  active.for_each([&](StateIndex leaf) {
    if (!definition.states[leaf].is_leaf()) return;
    for (StateIndex at = leaf; at != no_state; at = definition.states[at].parent) mention(at);
  });
  return events;
}

const json::value* roles_of(const Definition& definition, std::string_view event_type) {
  return member_of(definition.roles, event_type);
}

const json::value* form_of(const Definition& definition, std::string_view event_type) {
  return member_of(definition.forms, event_type);
}

const json::value* guard_rule(const Definition& definition, std::string_view guard) {
  const auto found = std::ranges::find(definition.guards, guard, &NamedRule::name);
  return found == definition.guards.end() ? nullptr : &found->source;
}

const json::object& titles_of(const Definition& definition) { return definition.title; }

}  // namespace jejak::statechart
