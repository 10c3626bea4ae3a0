#include "api/documents/flatten.hpp"

#include <algorithm>

namespace jejak::documents {

namespace {

std::string text_of_scalar(const json::value& value) {
  if (value.is_null()) return {};
  return value.is_string() ? std::string(value.get_string()) : canonical_json(value);
}

std::string listed(const json::array& values) {
  std::string text;
  for (const json::value& value : values) text += (text.empty() ? "" : "; ") + text_of_scalar(value);
  return text;
}

}  // namespace

void Flattened::add(const json::object& document) {
  table_.rows.emplace_back();
  add_members(document, "");
}

void Flattened::add_members(const json::object& object, const std::string& prefix) {
  for (const auto& [name, value] : object) add_value(prefix + std::string(name), value);
}

void Flattened::add_value(const std::string& name, const json::value& value) {
  if (const json::object* object = value.if_object(); object != nullptr && !object->empty()) return add_members(*object, name + ".");
  if (value.is_object()) return put(name, "");
  const json::array* array = value.if_array();
  if (array == nullptr) return put(name, text_of_scalar(value));
  if (std::ranges::none_of(*array, [](const json::value& each) { return each.is_structured(); })) return put(name, listed(*array));
  for (std::size_t i = 0; i < array->size(); ++i) add_value(name + "." + std::to_string(i + 1), (*array)[i]);
}

void Flattened::put(const std::string& column, std::string text) {
  const auto [place, is_new] = places_.emplace(column, table_.columns.size());
  if (is_new) table_.columns.push_back(column);
  auto& row = table_.rows.back();
  if (row.size() <= place->second) row.resize(place->second + 1);
  row[place->second] = std::move(text);
}

Table Flattened::finish() && {
  for (auto& row : table_.rows) row.resize(table_.columns.size());
  return std::move(table_);
}

}  // namespace jejak::documents
