#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/json.hpp"
#include "engine/core/result.hpp"

namespace jejak::rules {

// Bounds of one rule and of one evaluation. A step is one operation, one element visited or 16 bytes of text
// made.
inline constexpr std::size_t rule_depth_max = 64;
inline constexpr std::size_t rule_steps_max = 100'000;

// Why a rule has no value: too many steps, a decimal that does not fit, and the like. One sentence.
struct RuleError {
  std::string message;
};

// One member of a data object that is put together from borrowed parts, so that nobody needs to copy a
// context into a JSON value to ask a question about it.
struct Binding {
  std::string_view name;
  std::variant<const json::value*, const json::object*, std::string_view, std::span<const Binding>> value;
};

// A JsonLogic rule, compiled once and evaluated many times; immutable and safe to share between threads.
class Rule {
 public:
  // Refuses unknown operators, wrong arity where it is decidable and nesting over rule_depth_max, each with
  // its place relative to `logic`.
  static Result<Rule, Faults> compile(const json::value& logic);

  // The rule's value over `data`, with the coercions of json-logic-js. Pure. What it took is added to `steps`.
  Result<json::value, RuleError> evaluate(const json::value& data) const;
  Result<json::value, RuleError> evaluate(std::span<const Binding> data, std::size_t* steps = nullptr) const;

  // The same, as JsonLogic's truthiness (an empty array is false, "0" is true). Allocates nothing for rules
  // over numbers, booleans and comparisons.
  Result<bool, RuleError> holds(const json::value& data) const;
  Result<bool, RuleError> holds(std::span<const Binding> data, std::size_t* steps = nullptr) const;

  // The literal paths that `var`, `missing` and `missing_some` read from the outermost data
  // ("context.score"), in document order, each once. A path that is computed counts as "" (everything).
  std::vector<std::string> paths_read() const;

  struct Node;

 private:
  std::shared_ptr<const Node> root_;
};

}  // namespace jejak::rules
