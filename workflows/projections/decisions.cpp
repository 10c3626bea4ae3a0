#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "StageDecided") return;
  const auto& data = members_of(event.data);
  json::object& document =
      begin_document(documents, joined(text_of(data, "competition"), text_of(data, "stage")));
  take(data,
       {"competition", "organizer", "stage", "top", "quorum", "rule", "in", "out", "ties", "results",
        "reason", "method"},
       document);
  for (const char* member : {"lot", "plenary"}) copy_member(data, member, document);
  set_text(document, "actor", event.actor);
  set_time(document, "decided_at", event.time);
}

}  // namespace

Projection decisions() {
  return {{"decisions", 3, {field("competition", "fk"), field("organizer", "f")}}, apply};
}

}  // namespace jejak::workflows::views
