#include "tools/event_line.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace jejak::tools {
namespace {

using Parsed = Result<StoredEvent, std::string>;

constexpr std::array<std::string_view, 13> members{
    "actor", "causation_id",   "correlation_id", "data",           "id",   "leaf_hash", "position",
    "salt",  "schema_version", "stream",         "stream_version", "time", "type"};

constexpr std::size_t depth_max = json_depth_max + 2;  // an event's data is nested within its line

// Takes members out of a line one by one and keeps the first thing that is wrong.
class Line {
 public:
  explicit Line(const json::object& object) : object_(object) {}

  void text(std::string_view name, std::string& into, bool may_be_null = false) {
    const json::value* value = object_.if_contains(name);
    if (may_be_null && value != nullptr && value->is_null()) return;
    if (value == nullptr || !value->is_string() || value->get_string().empty()) return wrong(name, "must be a text");
    into = value->get_string();
  }
  template <class Number>
  void number(std::string_view name, Number& into) {
    const json::value* value = object_.if_contains(name);
    const bool whole = value != nullptr && value->is_int64() && value->get_int64() >= 1;
    if (!whole || static_cast<std::uint64_t>(value->get_int64()) > std::numeric_limits<Number>::max())
      return wrong(name, "must be a whole number from 1");
    into = static_cast<Number>(value->get_int64());
  }
  void hash(std::string_view name, Hash& into) {
    const json::value* value = object_.if_contains(name);
    const auto parsed = value != nullptr && value->is_string() ? hash_from_hex(value->get_string()) : std::nullopt;
    if (!parsed) return wrong(name, "must be 64 hexadecimal digits");
    into = *parsed;
  }
  void time(Timestamp& into) {
    std::string written;
    text("time", written);
    const auto parsed = parse_rfc3339(written);
    if (!parsed) return wrong("time", "must be an RFC 3339 instant");
    into = *parsed;
  }
  void data(std::string& into) {
    const json::value* value = object_.if_contains("data");
    if (value == nullptr || !value->is_object()) return wrong("data", "must be an object");
    append_canonical(into, *value);
  }
  void wrong(std::string_view name, const char* what) {
    if (error_.empty()) error_ = "/" + pointer_escape(name) + " " + what;
  }
  const std::string& error() const { return error_; }

 private:
  const json::object& object_;
  std::string error_;
};

Parsed refused(std::string error) { return {boost::system::in_place_error, std::move(error)}; }

}  // namespace

Parsed parse_event_line(std::string_view text) {
  const auto document = parse_json(text, depth_max);
  if (!document) {
    return refused("not JSON at byte " + std::to_string(document.error().offset) + ": " + document.error().message);
  }
  const json::object* object = document->if_object();
  if (object == nullptr) return refused("not an object");
  if (!object->contains("salt")) return refused("it has no salt; print the trail with jejak events --salt");
  Line line(*object);
  for (const auto& member : *object) {
    if (std::ranges::find(members, std::string_view(member.key())) == members.end())
      line.wrong(member.key(), "is no member of an event");
  }
  StoredEvent event;
  line.number("position", event.position);
  line.text("stream", event.stream);
  line.number("stream_version", event.stream_version);
  line.text("id", event.id);
  line.text("type", event.type);
  line.number("schema_version", event.schema_version);
  line.time(event.time);
  line.text("actor", event.actor);
  line.text("correlation_id", event.correlation_id);
  line.text("causation_id", event.causation_id, true);
  line.data(event.data);
  line.hash("salt", event.salt);
  line.hash("leaf_hash", event.leaf_hash);
  if (!line.error().empty()) return refused(line.error());
  return event;
}

}  // namespace jejak::tools
