#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "EntrantRegistered") return;
  const auto& data = members_of(event.data);
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "organizer", "name", "short_name", "kind", "contact"}, document);
  set_time(document, "registered_at", event.time);
}

}  // namespace

Projection entrants() {
  return {{"entrants", 1, {field("organizer", "fi"), field("kind", "f"), field("name", "sq")}}, apply};
}

}  // namespace jejak::workflows::views
