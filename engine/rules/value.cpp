#include "engine/rules/value.hpp"

namespace jejak::rules {

Value Value::of(bool boolean) { return Value(Kind::boolean, nullptr, boolean ? 1 : 0); }

Value Value::of(double number) {
  Value value(Kind::number);
  value.number_ = number;
  return value;
}

Value Value::of(std::string_view text) { return Value(Kind::string, text.data(), text.size()); }
Value Value::of(const json::object& object) { return Value(Kind::object, &object, 0); }
Value Value::of(const List& list) { return Value(Kind::list, &list, 0); }
Value Value::of(const Pair& pair) { return Value(Kind::pair, &pair, 0); }
Value Value::of(std::span<const Binding> parts) { return Value(Kind::bound, parts.data(), parts.size()); }

Value Value::of(const json::value& json) {
  switch (json.kind()) {
    case json::kind::null:
      return null();
    case json::kind::bool_:
      return of(json.get_bool());
    case json::kind::int64:
      return of(static_cast<double>(json.get_int64()));
    case json::kind::uint64:
      return of(static_cast<double>(json.get_uint64()));
    case json::kind::double_:
      return of(json.get_double());
    case json::kind::string:
      return of(std::string_view(json.get_string()));
    case json::kind::array:
      return Value(Kind::array, &json.get_array(), 0);
    case json::kind::object:
      return of(json.get_object());
  }
  return null();
}

Value Value::of(const Binding& binding) {
  if (const auto* json = std::get_if<const json::value*>(&binding.value)) {
    return *json == nullptr ? Value() : of(**json);
  }
  if (const auto* object = std::get_if<const json::object*>(&binding.value)) return of(**object);
  if (const auto* text = std::get_if<std::string_view>(&binding.value)) return of(*text);
  return of(std::get<std::span<const Binding>>(binding.value));
}

std::size_t Value::length() const {
  if (kind_ == Kind::list) return static_cast<const List*>(pointer_)->items.size();
  return static_cast<const json::array*>(pointer_)->size();
}

Value Value::element(std::size_t index) const {
  if (kind_ == Kind::list) return static_cast<const List*>(pointer_)->items[index];
  return of((*static_cast<const json::array*>(pointer_))[index]);
}

}  // namespace jejak::rules
