#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PersonCorrected" && event.stream.starts_with("entrant-"))
    return set_value(known_document(documents, text_of(data, "id")), "contact", data.at("contact"));
  if (type != "EntrantRegistered") return;
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "organizer", "name", "short_name", "kind", "contact"}, document);
  set_time(document, "registered_at", event.time);
}

}  // namespace

Projection entrants() {
  return {{"entrants", 2, {field("organizer", "fi"), field("kind", "f"), field("name", "sq")}}, apply};
}

}  // namespace jejak::workflows::views
