#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "SessionRecorded") return;
  const auto& data = members_of(event.data);
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data,
       {"id", "competition", "organizer", "kind", "date", "place", "title", "speakers", "moderator",
        "attendance", "innovations", "note"},
       document);
}

}  // namespace

Projection sessions() {
  return {{"sessions", 2, {field("competition", "fi"), field("kind", "f"), field("date", "s")}}, apply};
}

}  // namespace jejak::workflows::views
