#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "LateEntryAdmitted") return;
  const auto& data = members_of(event.data);
  const std::string_view entrant = text_of(data, "entrant");
  json::object& document = documents.edit(joined(text_of(data, "competition"), text_of(data, "window"), entrant));
  if (document.empty()) lay_out(document, {"actor", "admitted_at", "closes", "competition", "entrant", "entrant_name", "entries", "organizer", "reason", "window"});
  take(data, {"competition", "organizer", "entrant", "entrant_name", "window", "closes", "reason", "entries"}, document);
  set_text(document, "actor", event.actor);
  set_time(document, "admitted_at", event.time);
}

}  // namespace

Projection late_entries() {
  return {{"late_entries", 2, {field("competition", "f"), field("organizer", "f"), field("entrant", "f")}}, apply};
}

}  // namespace jejak::workflows::views
