#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool added = type == "AttachmentAdded";
  if (!added && type != "AttachmentRemoved") return;
  const auto& data = members_of(event.data);
  const auto key = joined(text_of(data, "proposal"), text_of(data, "name"));
  if (!added) return documents.erase(key);
  json::object& document = documents.edit(key);
  take(data, {"box", "bytes", "competition", "entrant", "media_type", "name", "organizer", "proposal", "sha256"}, document);
  set_text(document, "actor", event.actor);
  set_time(document, "added_at", event.time);
}

}  // namespace

Projection attachments() {
  return {{"attachments", 1, {field("competition", "fi"), field("organizer", "f"), field("entrant", "f"), field("proposal", "fk")}}, apply};
}

}  // namespace jejak::workflows::views
