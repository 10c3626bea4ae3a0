#include "engine/runtime/field_value.hpp"

#include <algorithm>

namespace jejak {
namespace {

// RFC 6901 section 4: ~1 is a slash, ~0 a tilde, in this order.
std::string unescaped(std::string_view segment) {
  std::string name;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    const bool escape = segment[i] == '~' && i + 1 < segment.size();
    name += escape ? (segment[++i] == '1' ? '/' : '~') : segment[i];
  }
  return name;
}

// Like find_pointer, for a document at hand as an object rather than a value.
const json::value* find_in(const json::object& document, std::string_view pointer) {
  if (pointer.empty() || pointer.front() != '/') return nullptr;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view segment = pointer.substr(1, end - 1);
  const json::value* found = segment.find('~') == segment.npos ? document.if_contains(segment)
                                                               : document.if_contains(unescaped(segment));
  if (found == nullptr || end == pointer.size()) return found;
  return find_pointer(*found, pointer.substr(end));
}

}  // namespace

FieldValue field_value(const json::object& document, std::string_view pointer) {
  const json::value* found = find_in(document, pointer);
  if (found == nullptr) return {};
  if (found->is_string()) return std::string_view(found->get_string());
  if (found->is_int64()) return found->get_int64();
  if (found->is_uint64() && found->get_uint64() <= INT64_MAX) return static_cast<std::int64_t>(found->get_uint64());
  if (found->is_bool()) return std::int64_t{found->get_bool() ? 1 : 0};
  return {};
}

}  // namespace jejak
