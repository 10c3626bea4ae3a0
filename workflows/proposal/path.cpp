#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

std::string dotted_path(const json::value& state_value) {
  std::string path;
  const json::value* value = &state_value;
  while (value->is_object() && value->get_object().size() == 1) {
    const auto& [key, inner] = *value->get_object().begin();
    if (!path.empty()) path.push_back('.');
    path.append(key);
    value = &inner;
  }
  if (const auto* leaf = value->if_string()) {
    if (!path.empty()) path.push_back('.');
    path.append(*leaf);
  }
  return path;
}

bool is_in(const json::value& state_value, std::string_view path) {
  const json::value* value = &state_value;
  while (true) {
    const auto dot = path.find('.');
    const std::string_view segment = path.substr(0, dot);
    if (const auto* leaf = value->if_string()) return dot == path.npos && *leaf == segment;
    if (!value->is_object()) return false;
    value = value->get_object().if_contains(segment);
    if (value == nullptr) return false;
    if (dot == path.npos) return true;
    path.remove_prefix(dot + 1);
  }
}

std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('.')); }

}  // namespace jejak::workflows
