#include <cmath>
#include <limits>

#include "engine/rules/evaluation.hpp"
#include "engine/rules/text.hpp"

// + - * / % min max. Note that + and * read their arguments with parseFloat, the others with Number().
namespace jejak::rules {

namespace {

bool replaces(double candidate, double best, bool largest) {
  if (candidate == best) return largest ? std::signbit(best) : std::signbit(candidate);
  return largest ? candidate > best : candidate < best;
}

}  // namespace

Value Evaluation::extreme(const Rule::Node& node, const Value& data) {
  const bool largest = node.op == Op::max;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  double best = largest ? -infinity : infinity;
  bool comparable = true;
  for (const auto& argument : node.arguments) {
    const double number = to_number(run(argument, data));
    comparable = comparable && !std::isnan(number);
    if (replaces(number, best, largest)) best = number;
  }
  return Value::of(comparable ? best : std::numeric_limits<double>::quiet_NaN());
}

double Evaluation::to_float(const Value& value) {
  if (value.kind() == Value::Kind::number) return value.number() == 0 ? 0.0 : value.number();
  if (value.is_string() || value.is_reference()) return parse_float(to_text(value));
  return std::numeric_limits<double>::quiet_NaN();
}

Value Evaluation::add(const Rule::Node& node, const Value& data) {
  double sum = 0;
  for (const auto& argument : node.arguments) sum = (sum == 0 ? 0.0 : sum) + to_float(run(argument, data));
  return Value::of(sum);
}

Value Evaluation::multiply(const Rule::Node& node, const Value& data) {
  if (node.arguments.empty()) return fail("\"*\" needs at least one argument");
  const Value first = run(node.arguments[0], data);
  if (node.arguments.size() == 1) return first;
  double product = to_float(first);
  for (std::size_t i = 1; i < node.arguments.size(); ++i) {
    product = (product == 0 ? 0.0 : product) * to_float(run(node.arguments[i], data));
  }
  return Value::of(product);
}

Value Evaluation::arithmetic(const Rule::Node& node, const Value& data) {
  const double left = to_number(argument(node, 0, data));
  const Value second = argument(node, 1, data);
  if (node.op == Op::subtract && second.is_undefined()) return Value::of(-left);
  const double right = to_number(second);
  if (node.op == Op::subtract) return Value::of(left - right);
  return Value::of(node.op == Op::divide ? left / right : std::fmod(left, right));
}

}  // namespace jejak::rules
