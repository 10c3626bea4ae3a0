#pragma once
#include <string>
#include <string_view>

#include "engine/core/rejection.hpp"
#include "engine/core/result.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

Rejection invalid(std::string_view code, const Faults& faults);  // details.errors [{pointer, message, message_id?}]
Rejection invalid(std::string_view code, std::string_view pointer, Sentence what);
Rejection not_found(std::string_view what, std::string_view id);  // what: "competition"
Rejection forbidden(Sentence why);
Rejection conflict(std::string_view code, Sentence why, json::object details = {});
Rejection stale(std::uint64_t expected, std::uint64_t current);

}  // namespace jejak::workflows
