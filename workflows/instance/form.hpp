#pragma once
#include <optional>
#include <string_view>

#include "engine/core/rejection.hpp"
#include "workflows/instance/machine.hpp"

namespace jejak::workflows {

// `invalid_form` with every fault, where `data` is not what the event's form asks for.
std::optional<Rejection> refuse_data(const PinnedDefinition& pinned, std::string_view type, const json::object& data);

// A form's property may say `"personal": true`: then it is sealed in the log as personal data of `subject`, and the
// machine, whose context stands open in every event, never sees it.
struct SplitData {
  json::object for_machine;
  json::object recorded;
};
SplitData split_personal(const PinnedDefinition& pinned, std::string_view type, const json::object& data,
                         std::string_view subject);

// Forms that are not written as form_schema.hpp says, or that call a property personal where it would not be sealed (below the top level).
Faults form_faults(const json::object& definition);

}  // namespace jejak::workflows
