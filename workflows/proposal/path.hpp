#pragma once
#include <string>
#include <string_view>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// Of a state value ("draft", {"submission":"draft"}, {"screening":{"checks":{"a":"x","b":"y"}}}): the dotted path of the
// deepest state that alone is active ("screening.checks").
std::string dotted_path(const json::value& state_value);

// Whether the state with that dotted path is active.
bool is_in(const json::value& state_value, std::string_view path);

std::string_view first_segment(std::string_view path);  // the stage

}  // namespace jejak::workflows
