#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "AssignmentPlanned") return;
  const auto& data = members_of(event.data);
  const std::string number = std::to_string(event.stream_version);
  json::object& document = begin_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), number));
  take(data,
       {"competition", "organizer", "stage", "seed", "per_proposal", "at_least", "panel", "proposals", "assigned"},
       document);
  set_text(document, "actor", event.actor);
  set_time(document, "planned_at", event.time);
}

}  // namespace

Projection assignment_plans() {
  return {{"assignment_plans", 1, {field("competition", "f"), field("organizer", "f"), field("stage", "f")}}, apply};
}

}  // namespace jejak::workflows::views
