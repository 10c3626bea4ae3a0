#pragma once
#include <string>
#include <string_view>

#include "engine/statechart/graph_path.hpp"

namespace jejak::statechart {

// Pictures of a definition as text; each ends with a newline. States and transitions are in document order.

// Mermaid's stateDiagram-v2. With the passages of one instance (passages_of), every state that it was in is marked and
// says how often and for how long; the states where it is now are marked twice.
std::string to_mermaid(const Definition& definition, const std::vector<Passage>& passages = {});

// Graphviz; nested states are clusters. Passages as above.
std::string to_dot(const Definition& definition, const std::vector<Passage>& passages = {});

// W3C SCXML with XState's ids. Guards and actions stand as their names in `cond` and <script>; `after` is a delayed
// <send> that leaving the state cancels. What SCXML has no words for stands in elements and attributes of scxml_extension:
// <definition> holds everything of the definition but its machine, as JSON, so that the document can be read back
// (`jejak workflow import`); `key` a state's own name where its id does not end with it; `event` a descriptor that SCXML
// would read otherwise; `default="none"` marks a history without a default.
inline constexpr std::string_view scxml_extension = "urn:jejak:definition";
std::string to_scxml(const Definition& definition);

// An id as SCXML's ids (XML NCNames) can spell it: other characters become "_<code>_", and so does "_" before a digit, so
// that no two ids become one; and back.
std::string ncname_of_id(std::string_view id);
std::string id_of_ncname(std::string_view ncname);

// Promela for SPIN: one process that chooses events, timers and the outcome of every guard freely (a guard that decides
// itself, see check_guard.hpp, keeps its outcome); actions and the context are left out. At `progress_waiting` the machine
// waits for an event: a deadlock there is a configuration that nothing leads out of, a cycle without it never settles.
// `state_active = N` is executed when state N (named in a comment) is active, `machine_ended = 1` when the machine is done. Events that
// only assign are left out as ways on. State ids must not hold an end of a comment.
std::string to_promela(const Definition& definition);

}  // namespace jejak::statechart
