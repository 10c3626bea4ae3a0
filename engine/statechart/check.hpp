#pragma once
#include <string>
#include <vector>

#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// Something about a definition that compiles but is probably not meant: never an error.
struct Finding {
  std::string pointer;
  std::string message;
};

// Unreachable states, states with no way out, candidates that stand behind one without a guard, `always` guards that
// read the event, guards, actions and delays that nothing uses, events of `roles` and `forms` that no state names,
// `onDone` that can never come, a definition without an id or version of its own. Guards count as if they could be true
// and false, so what it calls unreachable is. In order of the states in the document.
std::vector<Finding> check(const Definition& definition, const json::value& document);

}  // namespace jejak::statechart
