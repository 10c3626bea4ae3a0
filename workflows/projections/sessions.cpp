#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PersonCorrected" && event.stream.starts_with("session-")) {
    json::object& document = known_document(documents, text_of(data, "id"));
    for (const char* member : {"moderator", "speakers"})
      if (const auto* value = data.if_contains(member)) set_value(document, member, *value);
    return;
  }
  if (type != "SessionRecorded") return;
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data,
       {"id", "competition", "organizer", "kind", "date", "place", "title", "speakers", "moderator",
        "attendance", "innovations", "note"},
       document);
}

}  // namespace

Projection sessions() {
  return {{"sessions", 3, {field("competition", "fi"), field("kind", "f"), field("date", "s")}}, apply};
}

}  // namespace jejak::workflows::views
