#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::statechart {

// Fields of an event's data by their dotted path, and what rules compare them with.
using Fields = std::map<std::string, std::vector<json::value>, std::less<>>;

// Data to try an event with: at least one, at most `count_max`. `form` is the event's JSON Schema or null; of
// it are read: properties, required, additionalProperties, type, const, enum, minimum, maximum, minLength,
// minItems.
std::vector<std::optional<json::value>> sample_data(const json::value* form, const Fields& fields,
                                                    std::size_t count_max);

}  // namespace jejak::statechart
