#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "JurorRegistered") return;
  const auto& data = members_of(event.data);
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "competition", "organizer", "name", "element", "agency", "entrant"}, document);
  set_time(document, "registered_at", event.time);
}

}  // namespace

Projection jurors() {
  return {{"jurors", 1, {field("competition", "fi"), field("organizer", "f"), field("element", "f")}}, apply};
}

}  // namespace jejak::workflows::views
