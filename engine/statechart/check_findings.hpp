#pragma once
#include "engine/statechart/check.hpp"
#include "engine/statechart/model.hpp"

namespace jejak::statechart {

using Findings = std::vector<Finding>;

// check_uses.cpp: what stands in the definition and nothing uses, reads or writes; roles and events that
// nobody has.
void check_uses(const Definition& definition, const json::value& document, const CheckOptions& options,
                Findings& findings);

}  // namespace jejak::statechart
