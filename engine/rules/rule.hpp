#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "engine/core/json.hpp"
#include "engine/core/result.hpp"

namespace jejak::rules {

// Bounds of one evaluation.
inline constexpr std::size_t rule_depth_max = 64;
inline constexpr std::size_t rule_steps_max = 100'000;

// Why a rule has no value: too many steps, a decimal that does not fit, and the like. One sentence.
struct RuleError {
  std::string message;
};

// A JsonLogic rule, compiled once and evaluated many times; immutable and safe to share between threads.
class Rule {
 public:
  // Refuses unknown operators, wrong arity where it is decidable and nesting over rule_depth_max, each with its place
  // relative to `logic`.
  static Result<Rule, Faults> compile(const json::value& logic);

  // The rule's value over `data`, with the coercions of json-logic-js. Pure.
  Result<json::value, RuleError> evaluate(const json::value& data) const;

  // The same, as JsonLogic's truthiness (an empty array is false, "0" is true). Allocates nothing for rules over
  // numbers, booleans and comparisons.
  Result<bool, RuleError> holds(const json::value& data) const;

  struct Node;

 private:
  std::shared_ptr<const Node> root_;
};

}  // namespace jejak::rules
