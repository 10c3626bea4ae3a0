#include <algorithm>

#include "engine/statechart/parse.hpp"

// Targets as XState resolves them: "sibling", "sibling.child", ".child", "#id", "#id.child".
namespace jejak::statechart {

namespace {

// Keys of a path; a backslash takes the character behind it as it is.
std::vector<std::string> split_target(std::string_view text) {
  std::vector<std::string> keys(1);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.') {
      keys.emplace_back();
    } else {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      keys.back() += text[i];
    }
  }
  return keys;
}

StateIndex child_of(const Definition& definition, StateIndex parent, std::string_view key) {
  const State& state = definition.states[parent];
  for (const auto* list : {&state.children, &state.histories}) {
    for (const StateIndex child : *list) {
      if (definition.states[child].key == key) return child;
    }
  }
  return no_state;
}

// The state at `keys` below `from`; an empty key ends the path, as in XState.
StateIndex descend(const Definition& definition, StateIndex from, std::span<const std::string> keys) {
  for (const auto& key : keys) {
    if (key.empty() || from == no_state) break;
    from = child_of(definition, from, key);
  }
  return from;
}

StateIndex resolve(const Definition& definition, const PendingTarget& target) {
  const std::string_view text = target.text;
  const State& source = definition.states[target.source];
  if (text.starts_with('#')) {
    const auto keys = split_target(text.substr(1));
    const auto found = definition.state_by_id.find(keys[0]);
    if (found == definition.state_by_id.end()) return no_state;
    return descend(definition, found->second, std::span(keys).subspan(1));
  }
  if (text.starts_with('.')) {
    if (target.of == PendingTarget::Of::history) return no_state;
    return descend(definition, target.source, split_target(text.substr(1)));
  }
  if (source.parent == no_state) return no_state;
  return descend(definition, source.parent, split_target(text));
}

std::string unresolved(const Definition& definition, const PendingTarget& target) {
  const State& source = definition.states[target.source];
  std::string message = "no state \"" + target.text + "\"";
  if (target.text.starts_with('#')) {
    const bool whole = definition.state_by_id.contains(std::string_view(target.text).substr(1));
    return message + (whole ? " (in a target, write the dots of an id as \"\\.\")" : "");
  }
  if (source.parent == no_state)
    return message + " beside the machine itself; did you mean \"." + target.text + "\"?";
  const std::string& parent = definition.states[source.parent].path;
  const StateIndex below = descend(definition, target.source, split_target(target.text));
  message += parent.empty() ? " in the machine" : " in \"" + parent + "\"";
  if (below != no_state && below != target.source) message += "; did you mean \"." + target.text + "\"?";
  return message;
}

// Whether both can be active at once: they part at a parallel state, and neither speaks for the other's
// region.
bool compatible(const Definition& definition, StateIndex left, StateIndex right) {
  if (left == right) return true;
  if (definition.is_inside(left, right) || definition.is_inside(right, left)) return false;
  StateIndex common = definition.states[left].parent;
  while (!definition.is_inside(right, common)) common = definition.states[common].parent;
  if (definition.states[common].kind != Kind::parallel) return false;
  const auto whole = [&](StateIndex state) {
    return definition.states[state].is_history() && definition.states[state].parent == common;
  };
  return !whole(left) && !whole(right);
}

void check_list(Parser& parser, const std::vector<StateIndex>& targets, const std::string& pointer) {
  const auto& states = parser.definition->states;
  for (std::size_t i = 1; i < targets.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (compatible(*parser.definition, targets[j], targets[i])) continue;
      parser.fault(pointer + "/target",
                   "\"" + states[targets[j]].path + "\" and \"" + states[targets[i]].path +
                       "\" cannot be active together; several targets lie in different regions "
                       "of a parallel state");
      return;
    }
  }
}

// Follows what entering `state` enters by default, and tells whether it comes back to the history state
// `start`.
bool returns_to(const Definition& definition, StateIndex state, StateIndex start, StateSet& seen) {
  if (state == no_state || seen.has(state)) return state == start;
  seen.add(state);
  const State& at = definition.states[state];
  std::vector<StateIndex> next = at.kind == Kind::parallel ? at.children : at.defaults;
  if (at.kind == Kind::compound) next = {at.initial};
  if (at.is_history() && at.defaults.empty()) {
    const State& parent = definition.states[at.parent];
    next = {parent.kind == Kind::parallel ? at.parent : parent.initial};
  }
  return std::ranges::any_of(next, [&](StateIndex to) { return returns_to(definition, to, start, seen); });
}

void check_histories(Parser& parser) {
  for (const StateIndex history : parser.definition->histories) {
    const State& state = parser.definition->states[history];
    for (const StateIndex target : state.defaults) {
      if (parser.definition->is_inside(target, state.parent)) continue;
      parser.fault(state.pointer + "/target",
                   "the default of a history state lies inside the history state's parent");
    }
    check_list(parser, state.defaults, state.pointer);
    StateSet seen;
    if (!returns_to(*parser.definition, history, history, seen)) continue;
    parser.fault(parser.definition->states[history].pointer,
                 "entering this history state for the first time leads back to itself; give it a \"target\"");
  }
}

void find_domains(Definition& definition) {
  for (Transition& transition : definition.transitions) {
    StateSet targets;
    for (const StateIndex target : transition.targets) {
      transition.to_history = transition.to_history || definition.states[target].is_history();
      targets.add(target);
    }
    if (!transition.to_history) transition.domain = domain_of(definition, transition, targets);
  }
}

}  // namespace

void resolve_targets(Parser& parser) {
  if (parser.definition->states.empty()) return;
  for (const auto& target : parser.targets) {
    const StateIndex state = resolve(*parser.definition, target);
    if (state == no_state) {
      parser.fault(target.pointer, unresolved(*parser.definition, target));
    } else if (target.of == PendingTarget::Of::history) {
      parser.definition->states[target.source].defaults.push_back(state);
    } else {
      parser.definition->transitions[target.transition].targets.push_back(state);
    }
  }
  if (!parser.faults.empty()) return;
  for (const auto& transition : parser.definition->transitions) {
    check_list(parser, transition.targets, transition.pointer);
  }
  check_histories(parser);
  find_domains(*parser.definition);
}

}  // namespace jejak::statechart
