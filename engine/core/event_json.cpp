#include "engine/core/event_json.hpp"

namespace jejak {
namespace {

void append_text(std::string& out, std::string_view name, std::string_view value) {
  out += '"';
  out += name;
  out += "\":";
  append_canonical_string(out, value);
  out += ',';
}

void append_hex_field(std::string& out, std::string_view name, Bytes bytes) {
  out += '"';
  out += name;
  out += "\":\"";
  append_hex(out, bytes);
  out += "\",";
}

void append_number(std::string& out, std::string_view name, std::uint64_t value) {
  out += '"';
  out += name;
  out += "\":";
  out += std::to_string(value);
  out += ',';
}

}  // namespace

void append_event_json(std::string& out, const StoredEvent& event, bool with_salt) {
  out += '{';
  append_text(out, "actor", event.actor);
  if (event.causation_id.empty()) {
    out += "\"causation_id\":null,";
  } else {
    append_text(out, "causation_id", event.causation_id);
  }
  append_text(out, "correlation_id", event.correlation_id);
  out += "\"data\":";
  out += event.data;
  out += ',';
  append_text(out, "id", event.id);
  append_hex_field(out, "leaf_hash", event.leaf_hash);
  append_number(out, "position", event.position);
  if (with_salt) append_hex_field(out, "salt", event.salt);
  append_number(out, "schema_version", event.schema_version);
  append_text(out, "stream", event.stream);
  append_number(out, "stream_version", event.stream_version);
  append_text(out, "time", format_rfc3339(event.time));
  append_text(out, "type", event.type);
  out.back() = '}';
}

void append_cloudevent_json(std::string& out, const StoredEvent& event) {
  out += '{';
  append_text(out, "specversion", "1.0");
  append_text(out, "id", event.id);
  append_text(out, "source", "/v1/events");
  append_text(out, "type", event.type);
  append_text(out, "subject", event.stream);
  append_text(out, "time", format_rfc3339(event.time));
  append_text(out, "datacontenttype", "application/json");
  append_text(out, "sequence", std::to_string(event.position));
  append_text(out, "actor", event.actor);
  if (!event.causation_id.empty()) append_text(out, "causationid", event.causation_id);
  append_text(out, "correlationid", event.correlation_id);
  append_hex_field(out, "leafhash", event.leaf_hash);
  append_number(out, "schemaversion", event.schema_version);
  append_number(out, "streamversion", event.stream_version);
  out += "\"data\":";
  out += event.data;
  out += '}';
}

}  // namespace jejak
