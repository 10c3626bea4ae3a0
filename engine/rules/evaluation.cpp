#include "engine/rules/evaluation.hpp"

#include <cmath>

namespace jejak::rules {

namespace {

constexpr double integer_max = 9007199254740992.0;  // 2^53: above it a double no longer counts in ones

json::value number_to_json(double number) {
  if (!std::isfinite(number)) return nullptr;
  if (std::fabs(number) <= integer_max && std::trunc(number) == number)
    return static_cast<std::int64_t>(number);
  return number;
}

}  // namespace

Value Evaluation::fail(std::string_view why) {
  if (!error_) error_ = why;
  return {};
}

bool Evaluation::charge(std::size_t steps) {
  steps_ += steps;
  if (steps_ <= rule_steps_max) return true;
  fail("the rule takes more than " + std::to_string(rule_steps_max) + " steps");
  return false;
}

Value Evaluation::keep(std::string text) {
  return Value::of(std::string_view(texts_.emplace_front(std::move(text))));
}
Value Evaluation::keep(List list) { return Value::of(lists_.emplace_front(std::move(list))); }

Value Evaluation::argument(const Rule::Node& node, std::size_t index, const Value& data) {
  return index < node.arguments.size() ? run(node.arguments[index], data) : Value();
}

Value Evaluation::run(const Rule::Node& node, const Value& data) {
  if (failed() || !charge(1)) return {};
  switch (node.op) {
    case Op::literal:
      return Value::of(node.literal);
    case Op::list:
      return list(node, data);
    case Op::var:
      return var(node, data);
    case Op::missing:
      return missing(node, data);
    case Op::missing_some:
      return missing_some(node, data);
    case Op::choose:
      return choose(node, data);
    case Op::negate:
      return Value::of(!truthy(argument(node, 0, data)));
    case Op::truth:
      return Value::of(truthy(argument(node, 0, data)));
    case Op::either:
    case Op::both:
      return first_with_truth(node, data, node.op == Op::either);
    case Op::equal:
    case Op::strict_equal:
    case Op::unequal:
    case Op::strict_unequal:
    case Op::greater:
    case Op::greater_equal:
    case Op::less:
    case Op::less_equal:
      return compare(node, data);
    case Op::max:
    case Op::min:
      return extreme(node, data);
    case Op::add:
      return add(node, data);
    case Op::multiply:
      return multiply(node, data);
    case Op::subtract:
    case Op::divide:
    case Op::modulo:
      return arithmetic(node, data);
    case Op::map:
      return map(node, data);
    case Op::reduce:
      return reduce(node, data);
    case Op::filter:
      return filter(node, data);
    case Op::all:
    case Op::none:
    case Op::some:
      return quantify(node, data);
    case Op::merge:
      return merge(node, data);
    case Op::in:
      return in(node, data);
    case Op::cat:
      return cat(node, data);
    case Op::substr:
      return substr(node, data);
    case Op::log:
      return argument(node, 0, data);
    default:
      return extra(node, data);
  }
}

json::value Evaluation::to_json(const Value& value, std::size_t depth) {
  // Lists share their parts, so their JSON can be exponentially larger than they are: it is charged for, too.
  if (failed() || !charge(1)) return nullptr;
  if (depth > 4 * rule_depth_max) {
    fail("the rule makes a list that is nested too deeply");
    return nullptr;
  }
  switch (value.kind()) {
    case Value::Kind::undefined:
    case Value::Kind::null:
      return nullptr;
    case Value::Kind::boolean:
      return value.boolean();
    case Value::Kind::number:
      return number_to_json(value.number());
    case Value::Kind::string:
      if (!charge(value.text().size() / 16)) return nullptr;
      return json::value(json::string(value.text()));
    case Value::Kind::object: {
      json::object out;
      for (const auto& member : value.object())
        out.emplace(member.key(), to_json(Value::of(member.value()), depth + 1));
      return out;
    }
    case Value::Kind::bound: {
      json::object out;
      for (const auto& part : value.parts()) {
        const Value of_part = Value::of(part);
        if (!of_part.is_undefined()) out.emplace(part.name, to_json(of_part, depth + 1));
      }
      return out;
    }
    case Value::Kind::pair: {
      json::object out;
      out.emplace("current", to_json(value.pair().current, depth + 1));
      out.emplace("accumulator", to_json(value.pair().accumulator, depth + 1));
      return out;
    }
    case Value::Kind::array:
    case Value::Kind::list: {
      json::array out;
      for (std::size_t i = 0; i < value.length() && !failed(); ++i)
        out.push_back(to_json(value.element(i), depth + 1));
      return out;
    }
  }
  return nullptr;
}

namespace {

Result<json::value, RuleError> evaluate_over(const Rule::Node& root, const Value& data, std::size_t* steps = nullptr) {
  Evaluation evaluation;
  const Value value = evaluation.run(root, data);
  json::value result = evaluation.to_json(value);
  if (steps != nullptr) *steps += evaluation.steps();
  if (evaluation.failed()) return RuleError{evaluation.error()};
  return result;
}

Result<bool, RuleError> holds_over(const Rule::Node& root, const Value& data, std::size_t* steps = nullptr) {
  Evaluation evaluation;
  const bool result = truthy(evaluation.run(root, data));
  if (steps != nullptr) *steps += evaluation.steps();
  if (evaluation.failed()) return RuleError{evaluation.error()};
  return result;
}

}  // namespace

Result<json::value, RuleError> Rule::evaluate(const json::value& data) const {
  return evaluate_over(*root_, Value::of(data));
}
Result<json::value, RuleError> Rule::evaluate(std::span<const Binding> data, std::size_t* steps) const {
  return evaluate_over(*root_, Value::of(data), steps);
}
Result<bool, RuleError> Rule::holds(const json::value& data) const {
  return holds_over(*root_, Value::of(data));
}
Result<bool, RuleError> Rule::holds(std::span<const Binding> data, std::size_t* steps) const {
  return holds_over(*root_, Value::of(data), steps);
}

}  // namespace jejak::rules
