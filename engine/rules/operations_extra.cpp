#include "engine/core/decimal.hpp"
#include "engine/core/time.hpp"
#include "engine/rules/evaluation.hpp"
#include "engine/rules/text.hpp"

// Our additions to JsonLogic. README.md is their documentation.
namespace jejak::rules {

namespace {

constexpr std::int64_t day_in_microseconds = 86'400'000'000;

std::int64_t floor_days(std::int64_t microseconds) {
  const std::int64_t days = microseconds / day_in_microseconds;
  return microseconds % day_in_microseconds < 0 ? days - 1 : days;
}

}  // namespace

Value Evaluation::extra(const Rule::Node& node, const Value& data) {
  const Value first = argument(node, 0, data);
  const Value second = argument(node, 1, data);
  switch (node.op) {
    case Op::word_count: {
      if (first.is_nullish()) return Value::of(0.0);
      const auto text = to_text(first);
      return charge(text.size() / 16) ? Value::of(static_cast<double>(word_count(text))) : Value();
    }
    case Op::days_between:
    case Op::time_add:
      return times(node.op, first, second);
    default:
      return decimals(node.op, first, second);
  }
}

Value Evaluation::decimals(Op op, const Value& left, const Value& right) {
  const auto l = Decimal::parse(to_text(left));
  const auto r = Decimal::parse(to_text(right));
  if (!l || !r)
    return fail("\"" + std::string(to_text(l ? right : left)) + "\" is not a decimal such as \"12.50\"");
  if (op == Op::decimal_compare) {
    const auto order = *l <=> *r;
    return Value::of(order < 0 ? -1.0 : (order > 0 ? 1.0 : 0.0));
  }
  const Rational a(*l);
  const Rational b(*r);
  const auto sum = op == Op::decimal_add ? a.plus(b) : a.minus(b);
  const auto exact = sum ? sum->to_decimal(9, Rounding::half_even) : std::nullopt;
  return exact ? keep(exact->to_string()) : fail("the decimal result does not fit 18 digits");
}

Value Evaluation::times(Op op, const Value& left, const Value& right) {
  const auto from = parse_rfc3339(to_text(left));
  if (!from) return fail("\"" + std::string(to_text(left)) + "\" is not an RFC 3339 instant");
  if (op == Op::time_add) {
    const auto duration = parse_duration(to_text(right));
    if (!duration)
      return fail("\"" + std::string(to_text(right)) + "\" is not an ISO 8601 duration such as \"P5D\"");
    std::int64_t sum = 0;
    if (__builtin_add_overflow(from->microseconds, *duration, &sum)) return fail("the instant does not fit");
    return keep(format_rfc3339(Timestamp{sum}));
  }
  const auto to = parse_rfc3339(to_text(right));
  if (!to) return fail("\"" + std::string(to_text(right)) + "\" is not an RFC 3339 instant");
  return Value::of(static_cast<double>(floor_days(to->microseconds - from->microseconds)));
}

}  // namespace jejak::rules
