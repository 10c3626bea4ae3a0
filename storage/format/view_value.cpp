#include <charconv>

#include "storage/format/view_query.hpp"

namespace jejak {

ViewValue view_value(const json::object& document, std::string_view pointer) {
  // A document is an object; find_pointer wants a value, and most pointers name a direct member.
  if (pointer.empty() || pointer.front() != '/') return {};
  const std::size_t next = pointer.find('/', 1);
  const json::value* found = nullptr;
  if (pointer.find('~') == std::string_view::npos) {
    found = document.if_contains(pointer.substr(1, next == std::string_view::npos ? next : next - 1));
    if (found != nullptr && next != std::string_view::npos) found = find_pointer(*found, pointer.substr(next));
  } else {
    const json::value whole(document);
    const json::value* inner = find_pointer(whole, pointer);
    if (inner == nullptr || inner->is_structured()) return {};
    const json::object copy{{"", *inner}};
    return view_value(copy, "/");
  }
  if (found == nullptr) return {};
  if (found->is_string()) return std::string(found->get_string());
  if (found->is_int64()) return found->get_int64();
  if (found->is_uint64() && found->get_uint64() <= INT64_MAX) return static_cast<std::int64_t>(found->get_uint64());
  if (found->is_bool()) return std::int64_t{found->get_bool() ? 1 : 0};
  return {};
}

std::optional<std::string> filter_text(const ViewValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return std::nullopt;
}

}  // namespace jejak
