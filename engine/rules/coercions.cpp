#include <cmath>
#include <limits>

#include "engine/rules/evaluation.hpp"
#include "engine/rules/text.hpp"

// JavaScript's coercions as ECMA-262 has them: ToNumber, ToString, == (IsLooselyEqual) and < (IsLessThan).
namespace jejak::rules {

bool truthy(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::undefined:
    case Value::Kind::null:
      return false;
    case Value::Kind::boolean:
      return value.boolean();
    case Value::Kind::number:
      return value.number() != 0 && !std::isnan(value.number());
    case Value::Kind::string:
      return !value.text().empty();
    case Value::Kind::array:
    case Value::Kind::list:
      return value.length() != 0;  // JsonLogic's own: JavaScript's empty array is true
    default:
      return true;
  }
}

bool strictly_equal(const Value& left, const Value& right) {
  if (left.is_reference() || right.is_reference()) return left.same_reference(right);
  if (left.kind() != right.kind()) return false;
  if (left.kind() == Value::Kind::number) return left.number() == right.number();
  if (left.is_string()) return left.text() == right.text();
  return left.kind() != Value::Kind::boolean || left.boolean() == right.boolean();
}

double Evaluation::to_number(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::undefined:
      return std::numeric_limits<double>::quiet_NaN();
    case Value::Kind::null:
      return 0;
    case Value::Kind::boolean:
      return value.boolean() ? 1 : 0;
    case Value::Kind::number:
      return value.number();
    default:
      return number_of_text(to_text(value));
  }
}

std::string_view Evaluation::to_text(const Value& value) {
  if (value.is_string()) return value.text();
  std::string text;
  append_text(text, value, 0);
  return keep(std::move(text)).text();
}

void Evaluation::append_text(std::string& out, const Value& value, std::size_t depth) {
  if (failed() || !charge(1)) return;
  if (depth > 4 * rule_depth_max) {
    fail("the rule makes a list that is nested too deeply");
    return;
  }
  switch (value.kind()) {
    case Value::Kind::undefined:
      out += "undefined";
      return;
    case Value::Kind::null:
      out += "null";
      return;
    case Value::Kind::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case Value::Kind::number:
      append_number_text(out, value.number());
      return;
    case Value::Kind::string:
      if (charge(value.text().size() / 16)) out += value.text();
      return;
    case Value::Kind::array:
    case Value::Kind::list:
      for (std::size_t i = 0; i < value.length() && !failed(); ++i) {
        if (i != 0) out += ',';
        const Value element = value.element(i);
        if (!element.is_nullish()) append_text(out, element, depth + 1);
        if (!charge(1)) return;
      }
      return;
    default:
      out += "[object Object]";
  }
}

bool Evaluation::loosely_equal(Value left, Value right) {
  if (left.is_reference() && right.is_reference()) return left.same_reference(right);
  if (left.is_nullish() || right.is_nullish()) return left.is_nullish() && right.is_nullish();
  if (left.is_reference()) left = Value::of(to_text(left));
  if (right.is_reference()) right = Value::of(to_text(right));
  if (left.is_string() && right.is_string()) return left.text() == right.text();
  return to_number(left) == to_number(right);
}

bool Evaluation::less(const Value& left, const Value& right, bool or_equal) {
  const bool texts = (left.is_string() || left.is_reference()) && (right.is_string() || right.is_reference());
  if (texts) {
    const auto l = to_text(left);
    const auto r = to_text(right);
    return or_equal ? !utf16_less(r, l) : utf16_less(l, r);
  }
  const double l = to_number(left);
  const double r = to_number(right);
  return or_equal ? l <= r : l < r;
}

}  // namespace jejak::rules
