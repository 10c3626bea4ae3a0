#pragma once
#include <string>

#include "engine/statechart/statechart.hpp"

namespace jejak::statechart {

// Pictures of a definition as text; each ends with a newline. States and transitions are in document order.

// Mermaid's stateDiagram-v2.
std::string to_mermaid(const Definition& definition);

// Graphviz; nested states are clusters.
std::string to_dot(const Definition& definition);

// W3C SCXML with XState's ids. Guards and actions stand as their names in `cond` and <script>; the rules
// themselves are JsonLogic and stay in the definition. `after` is a delayed <send> that leaving the state
// cancels.
std::string to_scxml(const Definition& definition);

}  // namespace jejak::statechart
