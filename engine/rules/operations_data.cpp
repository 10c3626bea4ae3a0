#include <cmath>
#include <limits>

#include "engine/rules/evaluation.hpp"
#include "engine/rules/text.hpp"

// Reading the data: var, missing, missing_some, and array literals.
namespace jejak::rules {

namespace {

Value member_of_text(std::string_view text, const PathSegment& segment, std::string& slice) {
  if (segment.key == "length") return Value::of(static_cast<double>(utf16_length(text)));
  if (!segment.index || *segment.index >= utf16_length(text)) return {};
  slice = utf16_slice(text, *segment.index, 1);
  return Value::of(std::string_view(slice));
}

Value member_of_list(const Value& list, const PathSegment& segment) {
  if (segment.key == "length") return Value::of(static_cast<double>(list.length()));
  return segment.index && *segment.index < list.length() ? list.element(*segment.index) : Value();
}

Value member_of_object(const Value& object, const PathSegment& segment) {
  if (object.kind() == Value::Kind::object) {
    const json::value* member = object.object().if_contains(segment.key);
    return member == nullptr ? Value() : Value::of(*member);
  }
  if (object.kind() == Value::Kind::bound) {
    for (const auto& part : object.parts()) {
      if (part.name == segment.key) return Value::of(part);
    }
  }
  if (object.kind() == Value::Kind::pair) {
    if (segment.key == "current") return object.pair().current;
    if (segment.key == "accumulator") return object.pair().accumulator;
  }
  return {};
}

}  // namespace

Value Evaluation::list(const Rule::Node& node, const Value& data) {
  List made;
  made.items.reserve(node.arguments.size());
  for (const auto& item : node.arguments) made.items.push_back(run(item, data));
  return keep(std::move(made));
}

Value Evaluation::read(const Value& data, const std::vector<PathSegment>& path, const Value& not_found) {
  Value at = data;
  for (const auto& segment : path) {
    if (at.is_nullish()) return not_found;
    if (at.is_string()) {
      if (!charge(at.text().size() / 16)) return {};
      std::string slice;
      at = member_of_text(at.text(), segment, slice);
      if (at.is_string()) at = keep(std::move(slice));
    } else {
      at = at.is_list() ? member_of_list(at, segment) : member_of_object(at, segment);
    }
    if (at.is_undefined()) return not_found;
  }
  return at;
}

Value Evaluation::read_path(const Value& data, const Value& path, const Value& not_found) {
  if (path.is_nullish()) return data;
  const auto text = to_text(path);
  if (path.is_string() && text.empty()) return data;
  if (!charge(text.size() / 16)) return {};
  return read(data, split_path(text), not_found);
}

Value Evaluation::var(const Rule::Node& node, const Value& data) {
  const Value otherwise = argument(node, 1, data);
  if (node.literal_path && node.path.empty()) return data;
  const Value not_found = otherwise.is_undefined() ? Value::null() : otherwise;
  if (node.literal_path) return read(data, node.path, not_found);
  return read_path(data, argument(node, 0, data), not_found);
}

Value Evaluation::missing_of(const List& keys, const Value& data) {
  List absent;
  const bool nested = !keys.items.empty() && keys.items[0].is_list();
  const Value list = nested ? keys.items[0] : Value::of(keys);
  for (std::size_t i = 0; i < list.length() && charge(1); ++i) {
    const Value key = list.element(i);
    // A key that is itself a list is a `var` with its default.
    const Value path = key.is_list() ? (key.length() > 0 ? key.element(0) : Value()) : key;
    const Value otherwise = key.is_list() && key.length() > 1 ? key.element(1) : Value::null();
    const Value value = read_path(data, path, otherwise);
    if (value.kind() == Value::Kind::null || (value.is_string() && value.text().empty()))
      absent.items.push_back(key);
  }
  return keep(std::move(absent));
}

Value Evaluation::missing(const Rule::Node& node, const Value& data) {
  List keys;
  for (const auto& key : node.arguments) keys.items.push_back(run(key, data));
  return missing_of(keys, data);
}

Value Evaluation::missing_some(const Rule::Node& node, const Value& data) {
  const Value needed = argument(node, 0, data);
  const Value options = argument(node, 1, data);
  if (options.is_nullish()) return fail("\"missing_some\" needs a list of keys");
  List keys;
  if (options.is_list()) {
    for (std::size_t i = 0; i < options.length() && charge(1); ++i) keys.items.push_back(options.element(i));
  } else {
    keys.items.push_back(options);
  }
  double count = std::numeric_limits<double>::quiet_NaN();
  if (options.is_list()) count = static_cast<double>(options.length());
  if (options.is_string()) count = static_cast<double>(utf16_length(options.text()));
  const Value absent = missing_of(keys, data);
  if (failed()) return {};
  const double present = count - static_cast<double>(absent.length());
  return less(needed, Value::of(present), true) ? keep(List()) : absent;
}

}  // namespace jejak::rules
