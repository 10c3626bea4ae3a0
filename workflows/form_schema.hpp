#pragma once
#include "engine/core/json.hpp"

namespace jejak::workflows {

// What the form of an event may be written in: the part of JSON Schema (2020-12, Validation) whose checking takes time in proportion to
// the data, since whoever uploads a definition decides what the server does with everybody's requests.
//   type enum const title description format personal readOnly
//   properties required additionalProperties items minProperties maxProperties minItems maxItems
//   minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum
//   pattern: literals, classes, \d \w \s, ^ $, exact repeats {n}, and one ? or {n,m}; no groups, |, * or +
// At most 2,000 schemas in one form, 16 deep. Every fault with its pointer.
Faults form_schema_faults(const json::value& form);

}  // namespace jejak::workflows
