#include <algorithm>
#include <array>

#include "engine/statechart/parse.hpp"

// Transitions as XState writes them: "target", {...}, or a list of candidates; and references to guards and
// actions.
namespace jejak::statechart {

namespace {

constexpr std::array<std::string_view, 6> transition_keys = {"target",  "guard",       "actions",
                                                             "reenter", "description", "meta"};
constexpr std::array<std::string_view, 1> reference_keys = {"type"};

// The name in "name" or {"type":"name"}; nothing (and a fault) otherwise.
std::optional<std::string> referenced_name(Parser& parser, const Place& config, std::string_view what) {
  if (config.value.is_string()) return std::string(config.value.get_string());
  if (const auto* object = config.value.if_object()) {
    const json::value* type = object->if_contains("type");
    if (type != nullptr && type->is_string()) {
      refuse_unknown(parser, config, reference_keys, "a reference to " + std::string(what));
      return std::string(type->get_string());
    }
  }
  parser.fault(config.pointer, std::string(what) + " is given by its name, or as {\"type\":<name>}");
  return std::nullopt;
}

template <class Named>
RuleIndex find_named(const std::vector<Named>& all, std::string_view name) {
  const auto found = std::ranges::find(all, name, &Named::name);
  return found == all.end() ? no_rule : static_cast<RuleIndex>(found - all.begin());
}

void parse_action(Parser& parser, const Place& config, std::vector<RuleIndex>& actions) {
  const auto name = referenced_name(parser, config, "an action");
  if (!name) return;
  const RuleIndex action = find_named(parser.definition->actions, *name);
  if (action == no_rule)
    return parser.fault(config.pointer, "no action \"" + *name + "\" stands in \"actions\"");
  actions.push_back(action);
}

RuleIndex parse_guard(Parser& parser, const Place& config) {
  const auto name = referenced_name(parser, config, "a guard");
  if (!name) return no_rule;
  const RuleIndex guard = find_named(parser.definition->guards, *name);
  if (guard == no_rule) parser.fault(config.pointer, "no guard \"" + *name + "\" stands in \"guards\"");
  return guard;
}

void parse_target(Parser& parser, StateIndex source, TransitionIndex transition, const Place& config) {
  if (!config.value.is_string()) {
    return parser.fault(config.pointer, "a target is the name of a state, or a list of them");
  }
  const std::string_view text = config.value.get_string();
  if (text.empty()) return;  // XState's spelling of a transition without a target
  parser.targets.push_back(
      {PendingTarget::Of::transition, source, transition, std::string(text), config.pointer});
}

void parse_target_list(Parser& parser, StateIndex source, TransitionIndex transition, const Place& config) {
  if (!config.value.is_array()) return parse_target(parser, source, transition, config);
  const auto& list = config.value.get_array();
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i].is_string() && list[i].get_string().empty()) {
      parser.fault(item(config, i, list[i]).pointer, "a target in a list is the name of a state");
    }
    parse_target(parser, source, transition, item(config, i, list[i]));
  }
}

void parse_transition(Parser& parser, StateIndex source, const Place& config,
                      std::vector<TransitionIndex>& out) {
  const auto index = static_cast<TransitionIndex>(parser.definition->transitions.size());
  Transition transition;
  transition.source = source;
  transition.pointer = config.pointer;
  if (config.value.is_string()) {
    parse_target(parser, source, index, config);
  } else if (const auto* object = config.value.if_object()) {
    refuse_unknown(parser, config, transition_keys, "a transition");
    const auto part = [&](std::string_view key) { return object->if_contains(key); };
    if (const auto* target = part("target"))
      parse_target_list(parser, source, index, member(config, "target", *target));
    if (const auto* guard = part("guard"))
      transition.guard = parse_guard(parser, member(config, "guard", *guard));
    if (const auto* actions = part("actions")) {
      transition.actions = parse_actions(parser, member(config, "actions", *actions));
    }
    if (const auto* reenter = part("reenter")) {
      if (!reenter->is_bool()) parser.fault(config.pointer + "/reenter", "\"reenter\" is true or false");
      transition.reenter = reenter->is_bool() && reenter->get_bool();
    }
  } else {
    return parser.fault(config.pointer,
                        "a transition is a target, an object or a list of them; {} forbids the event");
  }
  parser.definition->transitions.push_back(std::move(transition));
  out.push_back(index);
}

}  // namespace

std::vector<RuleIndex> parse_actions(Parser& parser, const Place& config) {
  std::vector<RuleIndex> actions;
  if (!config.value.is_array()) {
    parse_action(parser, config, actions);
    return actions;
  }
  const auto& list = config.value.get_array();
  for (std::size_t i = 0; i < list.size(); ++i) parse_action(parser, item(config, i, list[i]), actions);
  return actions;
}

std::vector<TransitionIndex> parse_transitions(Parser& parser, StateIndex source, const Place& config) {
  std::vector<TransitionIndex> transitions;
  if (!config.value.is_array()) {
    parse_transition(parser, source, config, transitions);
    return transitions;
  }
  const auto& list = config.value.get_array();
  for (std::size_t i = 0; i < list.size(); ++i)
    parse_transition(parser, source, item(config, i, list[i]), transitions);
  return transitions;
}

}  // namespace jejak::statechart
