#include <string>

#include "workflows/projections/document.hpp"
#include "workflows/projections/proposal_summary.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// Twelve digits, so that the keys of one instance sort as its stream does.
std::string key_of(std::string_view instance, StreamVersion version) {
  const std::string digits = std::to_string(version);
  return joined(instance, std::string(12 - digits.size(), '0') + digits);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "InstanceStarted" && type != "InstanceAdvanced" && type != "InstanceMigrated" && !changes_instances_deadline(event))
    return;
  const auto& data = members_of(event.data);
  const std::string_view instance = text_of(data, data.contains("instance") ? "instance" : "id");
  json::object& line = begin_document(documents, key_of(instance, event.stream_version));
  set_text(line, "instance", instance);
  take(data, {"organizer", "entrant", "event", "data", "timer", "from", "to"}, line);
  set_text(line, "actor", event.actor);
  set_text(line, "type", type);
  set_time(line, "time", event.time);
  set_integer(line, "position", static_cast<std::int64_t>(event.position));
  set_integer(line, "stream_version", static_cast<std::int64_t>(event.stream_version));
}

}  // namespace

Projection instance_history() {
  return {{"instance_history", 1, {field("instance", "f"), field("organizer", "f"), field("entrant", "f")}}, apply};
}

}  // namespace jejak::workflows::views
