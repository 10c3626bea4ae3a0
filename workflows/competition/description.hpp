#pragma once
#include <map>
#include <string>
#include <string_view>

#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// What a competition shows of its rules: zone, windows (each closing when `extended` says, where that is later), stages, categories,
// groups, questions.
using Extended = std::map<std::string, Timestamp, std::less<>>;
json::object described(const Rulebook& rulebook, const Extended& extended);

// {id, version, hash, illustrative}
json::object named(const Rulebook& rulebook, std::string_view hash);

}  // namespace jejak::workflows
