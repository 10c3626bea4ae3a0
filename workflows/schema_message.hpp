#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// Turns one of valijson's errors into faults that name the field and the limit, in both languages. `context` is its path
// ("<root>", "[scores]", "[0]"); `source` the JSON Schema that the document broke. Errors that only repeat a deeper one
// add nothing.
void add_fault(Faults& faults, const json::value& source, const json::value& document,
               const std::vector<std::string>& context, std::string_view description);

// The schema that governs a member or an element, or null where the schema says nothing of it.
const json::value* schema_below(const json::value* schema, std::string_view segment);

}  // namespace jejak::workflows
