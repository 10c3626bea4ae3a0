#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// A file of the program ("answers", "definitions" or "rulebooks", and its name without .json), parsed; nothing for an unknown one.
std::optional<json::value> shipped_document(std::string_view folder, std::string_view id);
std::vector<std::string> shipped_ids(std::string_view folder);

}  // namespace jejak::workflows
