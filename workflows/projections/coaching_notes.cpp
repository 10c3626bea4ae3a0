#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "CoachingNoteRecorded") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.append(joined(text_of(data, "proposal"), text_of(data, "id")));
  lay_out(document, {"competition", "criterion", "entrant", "id", "next_step", "note", "organizer", "proposal", "recorded_at"});
  take(data, {"competition", "criterion", "entrant", "id", "next_step", "note", "organizer", "proposal"}, document);
  set_time(document, "recorded_at", event.time);
}

}  // namespace

Projection coaching_notes() {
  return {{"coaching_notes", 1, {field("competition", "fi"), field("organizer", "f"), field("entrant", "f"), field("proposal", "fk")}}, apply};
}

}  // namespace jejak::workflows::views
