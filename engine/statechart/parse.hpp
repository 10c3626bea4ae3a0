#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// A JSON value and its place in the document.
struct Place {
  const json::value& value;
  std::string pointer;
};
Place member(const Place& object, std::string_view key, const json::value& value);
Place item(const Place& array, std::size_t index, const json::value& value);

// A target as written, to be resolved once every state is known.
struct PendingTarget {
  enum class Of { transition, history } of = Of::transition;
  StateIndex source = 0;
  TransitionIndex transition = 0;
  std::string text;
  std::string pointer;
};

// One definition on its way from JSON to tables. Reading goes on after a fault, so that all of them are
// reported.
struct Parser {
  std::shared_ptr<Definition> definition = std::make_shared<Definition>();
  std::vector<PendingTarget> targets;
  Faults faults;

  void fault(const std::string& pointer, std::string message) {
    faults.push_back({pointer, std::move(message)});
  }
  EventIndex intern(std::string_view event);
};

// Members in JavaScript's order: keys that are array indices first, ascending, then the others as written.
std::vector<const json::key_value_pair*> in_javascript_order(const json::object& object);

// Reports every member of `object` whose key is not in `known`; `what` is what it is not a part of.
void refuse_unknown(Parser& parser, const Place& object, std::span<const std::string_view> known,
                    std::string_view what);

// definition.cpp: everything beside the machine.
void parse_sections(Parser& parser, const Place& document);
// states.cpp: the tree of states with all that hangs on it.
void parse_machine(Parser& parser, const Place& machine);
// transitions.cpp
std::vector<TransitionIndex> parse_transitions(Parser& parser, StateIndex source, const Place& config);
std::vector<RuleIndex> parse_actions(Parser& parser, const Place& config);
// targets.cpp: resolves every pending target and refuses the ones that cannot be.
void resolve_targets(Parser& parser);

}  // namespace jejak::statechart
