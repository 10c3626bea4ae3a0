#include "workflows/field.hpp"

#include <openssl/evp.h>

#include "engine/core/hex.hpp"

namespace jejak::workflows {

std::string_view text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  const json::string* text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

std::int64_t integer_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_number()) return 0;
  json::error_code error;
  const auto number = value->to_number<std::int64_t>(error);
  return error ? 0 : number;
}

bool flag_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_bool() && value->get_bool();
}

const json::object& object_of(const json::object& object, std::string_view key) {
  static const json::object empty;
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_object() ? value->get_object() : empty;
}

const json::array& array_of(const json::object& object, std::string_view key) {
  static const json::array empty;
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_array() ? value->get_array() : empty;
}

const json::object& members_of(const json::value& data) {
  static const json::object empty;
  return data.is_object() ? data.get_object() : empty;
}

void copy_member(const json::object& from, std::string_view key, json::object& to) {
  if (const json::value* value = from.if_contains(key)) to[key] = *value;
}

std::string stream_of(std::string_view kind, std::string_view id) {
  std::string stream;
  stream.reserve(kind.size() + 1 + id.size());
  return stream.append(kind).append("-").append(id);
}

bool is_slug(std::string_view text) {
  if (text.size() < 3 || text.size() > 64 || text.front() == '-' || text.back() == '-') return false;
  for (const char c : text) {
    if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-') return false;
  }
  return true;
}

bool is_date(std::string_view text) {
  return text.size() == 10 && parse_rfc3339(std::string(text) + "T00:00:00Z").has_value();
}

std::string bytes_hash(std::string_view bytes) {
  Hash hash;
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
  return to_hex(hash);
}

std::string document_hash(const json::value& document) { return bytes_hash(canonical_json(document)); }

}  // namespace jejak::workflows
