#include "workflows/projections/document.hpp"

namespace jejak::workflows {

namespace {

void become(json::value& target, const json::value& value);

// False where the keys differ; nothing is promised of the target's values then.
bool become_members(json::object& target, const json::object& source) {
  if (target.size() != source.size()) return false;
  for (const auto& member : source) {
    json::value* kept = target.if_contains(member.key());
    if (kept == nullptr) return false;
    become(*kept, member.value());
  }
  return true;
}

bool become_elements(json::array& target, const json::array& source) {
  if (target.size() != source.size()) return false;
  for (std::size_t i = 0; i < source.size(); ++i) become(target[i], source[i]);
  return true;
}

void become(json::value& target, const json::value& value) {
  if (target.is_string() && value.is_string()) {
    target.get_string().assign(std::string_view(value.get_string()));
  } else if (target.is_object() && value.is_object()) {
    if (!become_members(target.get_object(), value.get_object())) target = value;
  } else if (target.is_array() && value.is_array()) {
    if (!become_elements(target.get_array(), value.get_array())) target = value;
  } else {
    target = value;
  }
}

}  // namespace

ViewField field(std::string_view name, std::string_view uses) {
  const auto has = [&](char use) { return uses.find(use) != std::string_view::npos; };
  return {std::string(name), "/" + std::string(name), has('f'), has('s'), has('q') || has('w'), has('i'), has('k'), has('w')};
}

json::object& begin_document(Documents& documents, std::string_view key) {
  json::object& document = documents.edit(key);
  if (!document.empty()) throw CannotApply{std::string(key) + " is there already"};
  return document;
}

json::object& known_document(Documents& documents, std::string_view key) {
  json::object& document = documents.edit(key);
  if (document.empty()) throw CannotApply{"there is no " + std::string(key)};
  return document;
}

void lay_out(json::object& document, std::initializer_list<std::string_view> members) {
  document.reserve(members.size());
  for (const std::string_view member : members) document.emplace(member, nullptr);
}

void set_text(json::object& document, std::string_view key, std::string_view text) {
  const auto [member, made] = document.emplace(key, text);
  if (made) return;
  if (json::string* kept = member->value().if_string()) {
    kept->assign(text);
  } else {
    member->value().emplace_string().assign(text);
  }
}

void set_integer(json::object& document, std::string_view key, std::int64_t number) {
  document[key] = number;
}

void set_time(json::object& document, std::string_view key, Timestamp time) {
  set_text(document, key, format_rfc3339(time));
}

void set_value(json::object& document, std::string_view key, const json::value& value) {
  become(document[key], value);
}

void take(const json::object& data, std::initializer_list<std::string_view> keys, json::object& document) {
  static const json::value nothing;
  document.reserve(document.size() + keys.size());
  for (const std::string_view key : keys) {
    const json::value* given = data.if_contains(key);
    const json::value& value = given == nullptr ? nothing : *given;
    const auto [member, made] = document.emplace(key, value);
    if (!made) become(member->value(), value);
  }
}

json::object& inner_object(json::object& document, std::string_view key) {
  json::value& member = document[key];
  return member.is_object() ? member.get_object() : member.emplace_object();
}

void count(json::object& counts, std::string_view key, std::int64_t by) {
  json::value& member = counts[key];
  member = (member.is_int64() ? member.get_int64() : 0) + by;
}

std::string joined(std::string_view first, std::string_view second) {
  std::string key;
  key.reserve(first.size() + second.size() + 1);
  return key.append(first).append("/").append(second);
}

std::string joined(std::string_view first, std::string_view second, std::string_view third) {
  std::string key;
  key.reserve(first.size() + second.size() + third.size() + 2);
  return key.append(first).append("/").append(second).append("/").append(third);
}

}  // namespace jejak::workflows
