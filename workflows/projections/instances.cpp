#include "workflows/projections/document.hpp"
#include "workflows/projections/proposal_summary.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void advance(const Event& event, const json::object& data, json::object& document) {
  set_text(document, "state", text_of(data, "to"));
  set_text(document, "stage", text_of(data, "stage"));
  const json::object& snapshot = object_of(data, "state");
  document["done"] = text_of(snapshot, "status") == "done";
  if (const json::value* value = snapshot.if_contains("value")) set_value(document, "state_value", *value);
  if (const json::value* context = snapshot.if_contains("context")) set_value(document, "context", *context);
  json::array& timers = document["timers"].emplace_array();
  for (const json::value& timer : array_of(snapshot, "timers"))
    take(members_of(timer), {"key", "due"}, timers.emplace_back(json::object()).get_object());
  set_time(document, "updated_at", event.time);
  set_integer(document, "stream_version", static_cast<std::int64_t>(event.stream_version));
}

void set_definition(const json::object& data, json::object& document) {
  const json::object& definition = object_of(data, "definition");
  set_text(document, "definition", text_of(definition, "id"));
  set_text(document, "definition_version", text_of(definition, "version"));
  set_text(document, "definition_hash", text_of(definition, "hash"));
}

void start(const Event& event, const json::object& data, json::object& document) {
  take(data, {"id", "organizer", "entrant", "title"}, document);
  set_definition(data, document);
  set_time(document, "started_at", event.time);
  advance(event, data, document);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "InstanceStarted") {
    start(event, data, begin_document(documents, text_of(data, "id")));
  } else if (type == "InstanceMigrated") {
    json::object& document = known_document(documents, text_of(data, "instance"));
    set_definition(data, document);
    advance(event, data, document);
  } else if (type == "InstanceAdvanced" || changes_instances_deadline(event)) {
    advance(event, data, known_document(documents, text_of(data, "instance")));
  }
}

}  // namespace

Projection instances() {
  return {{"instances",
           1,
           {field("definition", "f"), field("definition_version", "f"), field("organizer", "f"), field("entrant", "f"),
            field("state", "f"), field("stage", "f"), field("title", "sq"), field("started_at", "s"),
            field("updated_at", "s")}},
          apply};
}

}  // namespace jejak::workflows::views
