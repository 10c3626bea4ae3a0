#pragma once
#include "engine/statechart/check.hpp"
#include "engine/statechart/check_structure.hpp"

namespace jejak::statechart {

using Findings = std::vector<Finding>;

// check_uses.cpp: what stands in the definition and nothing uses, reads or writes; roles and events that
// nobody has.
void check_uses(const Definition& definition, const json::value& document, const CheckOptions& options,
                Findings& findings);

// check_cycles.cpp: cycles of `always` that may never settle.
void check_cycles(const Definition& definition, const Structure& structure, Findings& findings);

}  // namespace jejak::statechart
