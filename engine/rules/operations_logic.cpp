#include "engine/rules/evaluation.hpp"

// if, and, or, and the comparisons.
namespace jejak::rules {

Value Evaluation::choose(const Rule::Node& node, const Value& data) {
  const auto& branches = node.arguments;
  std::size_t i = 0;
  for (; i + 1 < branches.size(); i += 2) {
    if (truthy(run(branches[i], data))) return run(branches[i + 1], data);
  }
  return i < branches.size() ? run(branches[i], data) : Value::null();
}

// `or` gives the first true value and `and` the first false one, else the last of all.
Value Evaluation::first_with_truth(const Rule::Node& node, const Value& data, bool truth) {
  Value current;
  for (const auto& argument : node.arguments) {
    current = run(argument, data);
    if (truthy(current) == truth) return current;
  }
  return current;
}

Value Evaluation::compare(const Rule::Node& node, const Value& data) {
  const Value left = argument(node, 0, data);
  const Value right = argument(node, 1, data);
  switch (node.op) {
    case Op::equal:
      return Value::of(loosely_equal(left, right));
    case Op::unequal:
      return Value::of(!loosely_equal(left, right));
    case Op::strict_equal:
      return Value::of(strictly_equal(left, right));
    case Op::strict_unequal:
      return Value::of(!strictly_equal(left, right));
    case Op::greater:
      return Value::of(less(right, left, false));
    case Op::greater_equal:
      return Value::of(less(right, left, true));
    default:
      break;
  }
  const bool or_equal = node.op == Op::less_equal;
  const Value third = argument(node, 2, data);
  if (!less(left, right, or_equal)) return Value::of(false);
  return Value::of(third.is_undefined() || less(right, third, or_equal));
}

}  // namespace jejak::rules
