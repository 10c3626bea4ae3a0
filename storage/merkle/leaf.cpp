#include "storage/merkle/leaf.hpp"

#include <charconv>

#include "engine/core/json.hpp"
#include "storage/merkle/sha256.hpp"

namespace jejak {
namespace {

void append_number(std::string& out, std::uint64_t number) {
  char digits[20];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  out.append(digits, end);
}

// Names and their values alternate in canonical order; each name comes with what separates it from the one
// before.
void append_text(std::string& out, std::string_view name, std::string_view text) {
  out += name;
  append_canonical_string(out, text);
}

}  // namespace

void append_leaf_bytes(std::string& out, const StoredEvent& event) {
  append_text(out, "{\"actor\":", event.actor);
  if (event.causation_id.empty()) {
    out += ",\"causation_id\":null";
  } else {
    append_text(out, ",\"causation_id\":", event.causation_id);
  }
  out += ",\"commitment\":\"";
  append_hex(out, sha256(event.salt, bytes_of(event.data)));
  out += '"';
  append_text(out, ",\"correlation_id\":", event.correlation_id);
  append_text(out, ",\"id\":", event.id);
  out += ",\"position\":";
  append_number(out, event.position);
  out += ",\"schema_version\":";
  append_number(out, event.schema_version);
  append_text(out, ",\"stream\":", event.stream);
  out += ",\"stream_version\":";
  append_number(out, event.stream_version);
  out += ",\"time\":\"";
  out += format_rfc3339(event.time);
  out += '"';
  append_text(out, ",\"type\":", event.type);
  out += '}';
}

Hash leaf_hash(const StoredEvent& event) {
  thread_local std::string bytes;
  bytes.assign(1, '\0');
  append_leaf_bytes(bytes, event);
  return sha256(bytes_of(bytes));
}

}  // namespace jejak
