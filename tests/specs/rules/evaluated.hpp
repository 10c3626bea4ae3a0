#pragma once
#include <string>

#include "engine/rules/rule.hpp"

namespace jejak::rules {

inline json::value parsed(const std::string& text) {
  auto value = parse_json(text, 300);
  return value ? std::move(*value) : json::value("not JSON: " + value.error().message);
}

// The result as canonical JSON, or the faults or the error as text.
inline std::string evaluated(const std::string& logic, const std::string& data) {
  const auto rule = Rule::compile(parsed(logic));
  if (!rule) return rule.error()[0].pointer + ": " + rule.error()[0].message;
  const auto value = rule->evaluate(parsed(data));
  return value ? canonical_json(*value) : "error: " + value.error().message;
}

}  // namespace jejak::rules
