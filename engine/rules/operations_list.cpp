#include "engine/rules/evaluation.hpp"

// map, filter, reduce, all, none, some, merge. Inside the second argument of all but merge the data is the
// element.
namespace jejak::rules {

Value Evaluation::map(const Rule::Node& node, const Value& data) {
  const Value over = argument(node, 0, data);
  List made;
  for (std::size_t i = 0; over.is_list() && i < over.length() && charge(1); ++i) {
    made.items.push_back(argument(node, 1, over.element(i)));
  }
  return keep(std::move(made));
}

Value Evaluation::filter(const Rule::Node& node, const Value& data) {
  const Value over = argument(node, 0, data);
  List kept;
  for (std::size_t i = 0; over.is_list() && i < over.length() && charge(1); ++i) {
    const Value element = over.element(i);
    if (truthy(argument(node, 1, element))) kept.items.push_back(element);
  }
  return keep(std::move(kept));
}

Value Evaluation::reduce(const Rule::Node& node, const Value& data) {
  const Value over = argument(node, 0, data);
  Value accumulator = node.arguments.size() > 2 ? argument(node, 2, data) : Value::null();
  for (std::size_t i = 0; over.is_list() && i < over.length() && charge(1); ++i) {
    const Pair& scope = pairs_.emplace_front(Pair{over.element(i), accumulator});
    accumulator = argument(node, 1, Value::of(scope));
  }
  return accumulator;
}

Value Evaluation::quantify(const Rule::Node& node, const Value& data) {
  const Value over = argument(node, 0, data);
  const bool nothing = !over.is_list() || over.length() == 0;
  if (nothing) return Value::of(node.op == Op::none);
  const bool decisive = node.op != Op::all;  // the truth that ends the search
  for (std::size_t i = 0; i < over.length() && charge(1); ++i) {
    if (truthy(argument(node, 1, over.element(i))) == decisive) return Value::of(node.op == Op::some);
  }
  return Value::of(node.op != Op::some);
}

Value Evaluation::merge(const Rule::Node& node, const Value& data) {
  List merged;
  for (const auto& argument : node.arguments) {
    const Value part = run(argument, data);
    if (!part.is_list()) {
      merged.items.push_back(part);
      continue;
    }
    for (std::size_t i = 0; i < part.length() && charge(1); ++i) merged.items.push_back(part.element(i));
  }
  return keep(std::move(merged));
}

}  // namespace jejak::rules
