#pragma once
#include <string>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::statechart {

// A rule as it is written, without asking what it gives.
struct RuleText {
  std::vector<std::string> paths;     // that `var`, `missing` and `missing_some` spell out
  std::vector<json::value> literals;  // every other scalar
  bool is_path = false;               // it is one `var` and nothing else
  bool walks = false;                 // what it takes grows with the lists and texts in the data
};

RuleText text_of(const json::value& rule);

}  // namespace jejak::statechart
