#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// What visitors said of innovations that they were shown.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "FeedbackRecorded") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.append(joined(text_of(data, "session"), text_of(data, "id")));
  lay_out(document, {"competition", "entrant", "from", "id", "innovation", "kind", "organizer", "proposal", "recorded_at", "session", "text"});
  take(data, {"competition", "entrant", "from", "id", "innovation", "kind", "organizer", "proposal", "session", "text"}, document);
  set_time(document, "recorded_at", event.time);
}

}  // namespace

Projection feedback() {
  return {{"feedback",
           1,
           {field("organizer", "fi"), field("entrant", "f"), field("proposal", "f"), field("kind", "f"), field("innovation", "sq"), field("session", "fk")}},
          apply};
}

}  // namespace jejak::workflows::views
