// RFC 6901.
#include <charconv>

#include "engine/core/json.hpp"

namespace jejak {
namespace {

// The number that an RFC 6901 array index names; size_t(-1) where it is none.
std::size_t array_index(std::string_view segment) {
  constexpr auto none = static_cast<std::size_t>(-1);
  if (segment.empty() || (segment.size() > 1 && segment.front() == '0')) return none;
  std::size_t index = 0;
  const auto [end, problem] = std::from_chars(segment.data(), segment.data() + segment.size(), index);
  return problem == std::errc() && end == segment.data() + segment.size() ? index : none;
}

// Decodes ~0 and ~1 in place; false where a ~ stands alone.
bool unescape_segment(std::string& segment) {
  std::size_t out = 0;
  for (std::size_t in = 0; in < segment.size(); ++in, ++out) {
    segment[out] = segment[in];
    if (segment[in] != '~') continue;
    if (++in == segment.size() || (segment[in] != '0' && segment[in] != '1')) return false;
    segment[out] = segment[in] == '0' ? '~' : '/';
  }
  segment.resize(out);
  return true;
}

const json::value* step(const json::value& value, std::string_view segment) {
  if (const auto* array = value.if_array()) return array->if_contains(array_index(segment));
  const auto* object = value.if_object();
  if (object == nullptr) return nullptr;
  if (segment.find('~') == std::string_view::npos) return object->if_contains(segment);
  std::string key(segment);
  return unescape_segment(key) ? object->if_contains(key) : nullptr;
}

}  // namespace

const json::value* find_pointer(const json::value& value, std::string_view pointer) {
  const json::value* found = &value;
  while (found != nullptr && !pointer.empty()) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view segment = pointer.substr(0, pointer.find('/'));
    found = step(*found, segment);
    pointer.remove_prefix(segment.size());
  }
  return found;
}

std::string pointer_escape(std::string_view segment) {
  std::string out;
  out.reserve(segment.size());
  for (const char c : segment) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace jejak
