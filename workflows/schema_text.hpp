#pragma once
#include "engine/core/json.hpp"

namespace jejak::workflows {

// The faults that JSON Schema cannot tell: texts and names of members that break workflows/text_rule.hpp, and texts that
// break their `format`: "date", "date-time", "uuid" (lower case), "slug" (or a UUID). A text with a maxLength of
// passage_size_min or more, or of which the schema says nothing, is a passage. A pointer that has a fault gets no second.
void add_text_faults(Faults& faults, const json::value& schema, const json::value& document);

inline constexpr std::int64_t passage_size_min = 1000;  // characters

}  // namespace jejak::workflows
