#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "DefinitionUploaded") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.edit(text_of(data, "id"));
  if (document.empty()) {
    take(data, {"id", "organizer"}, document);
    document["versions"].emplace_array();
  }
  take(data, {"title"}, document);
  set_text(document, "latest", text_of(data, "version"));
  set_time(document, "updated_at", event.time);
  json::object& version = document["versions"].as_array().emplace_back(json::object()).get_object();
  take(data, {"version", "hash", "note", "warnings"}, version);
  set_text(version, "actor", event.actor);
  set_time(version, "uploaded_at", event.time);
}

}  // namespace

Projection definitions() {
  return {{"definitions", 1, {field("organizer", "f"), field("updated_at", "s")}}, apply};
}

}  // namespace jejak::workflows::views
