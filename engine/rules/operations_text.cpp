#include <algorithm>
#include <cmath>

#include "engine/rules/evaluation.hpp"
#include "engine/rules/text.hpp"

// in, cat, substr.
namespace jejak::rules {

namespace {

// ECMA-262 ToIntegerOrInfinity.
double to_integer(double number) { return std::isnan(number) ? 0 : std::trunc(number); }

// ECMA-262 String.prototype.substr on `length` code units.
std::string js_substr(std::string_view text, double start, double count) {
  const auto length = static_cast<double>(utf16_length(text));
  const double begin = std::min(start < 0 ? std::max(length + start, 0.0) : start, length);
  const double end = std::min(std::max(begin + count, 0.0), length);
  if (begin >= end) return {};
  return utf16_slice(text, static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

}  // namespace

Value Evaluation::in(const Rule::Node& node, const Value& data) {
  const Value needle = argument(node, 0, data);
  const Value haystack = argument(node, 1, data);
  if (haystack.is_string() && !haystack.text().empty()) {
    const auto text = to_text(needle);
    if (!charge((haystack.text().size() + text.size()) / 16)) return {};
    return Value::of(haystack.text().find(text) != std::string_view::npos);
  }
  if (!haystack.is_list()) return Value::of(false);
  for (std::size_t i = 0; i < haystack.length() && charge(1); ++i) {
    if (strictly_equal(haystack.element(i), needle)) return Value::of(true);
  }
  return Value::of(false);
}

Value Evaluation::cat(const Rule::Node& node, const Value& data) {
  std::string text;
  for (const auto& argument : node.arguments) {
    const Value part = run(argument, data);
    if (!part.is_nullish()) append_text(text, part, 0);
  }
  return keep(std::move(text));
}

Value Evaluation::substr(const Rule::Node& node, const Value& data) {
  const auto source = to_text(argument(node, 0, data));
  const Value start = argument(node, 1, data);
  const Value end = argument(node, 2, data);
  if (!charge(source.size() / 16)) return {};
  constexpr double to_the_end = HUGE_VAL;
  const double begin = to_integer(to_number(start));
  const double count = end.is_undefined() ? to_the_end : to_integer(to_number(end));
  const bool negative = less(end, Value::of(0.0), false);
  if (!negative) return keep(js_substr(source, begin, count));
  // A negative end counts from the back, as in PHP. JavaScript's + would join a text to the length, not add
  // it.
  const std::string rest = js_substr(source, begin, to_the_end);
  const auto length = static_cast<double>(utf16_length(rest));
  if (!end.is_string() && !end.is_reference())
    return keep(js_substr(rest, 0, to_integer(length + to_number(end))));
  std::string joined;
  append_number_text(joined, length);
  joined += to_text(end);
  return keep(js_substr(rest, 0, to_integer(number_of_text(joined))));
}

}  // namespace jejak::rules
