#pragma once
#include <vector>

#include "engine/core/json.hpp"
#include "tools/xml_element.hpp"

namespace jejak::tools {

// The definition document that an SCXML document describes; every fault with its line where it describes none.
//
// A document of ours (statechart::to_scxml, known by its <jejak:definition>) gives the machine that it was made from, with
// all its rules. Any other gives the machine alone: state, parallel, final, history, initial, transition, onentry, onexit
// and script (the name of an action); `cond` names a guard; states without an id get one. `event` names exact
// events (SCXML's also fit "name.more"; write "name.*" for that). Everything else of SCXML's namespace is refused, other
// namespaces are passed over. The document is not yet compiled.
Result<json::object, std::vector<XmlFault>> definition_of_scxml(XmlElement root);

}  // namespace jejak::tools
