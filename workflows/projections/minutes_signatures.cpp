#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// A signature stays when its decision is taken back, and says since when it is for nothing.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "MinutesSigned" && type != "StageReopened") return;
  const auto& data = members_of(event.data);
  const std::string_view competition = text_of(data, "competition");
  if (type == "StageReopened") {
    for (const json::value& id : array_of(data, "signatures"))
      set_time(known_document(documents, joined(competition, std::string_view(id.get_string()))), "voided_at", event.time);
    return;
  }
  json::object& document = begin_document(documents, joined(competition, text_of(data, "id")));
  take(data, {"id", "competition", "organizer", "stage", "hash", "as", "juror"}, document);
  set_text(document, "actor", event.actor);
  set_integer(document, "position", static_cast<std::int64_t>(event.position));
  set_time(document, "signed_at", event.time);
  document["voided_at"] = nullptr;
}

}  // namespace

Projection minutes_signatures() {
  return {{"minutes_signatures", 1, {field("competition", "fk"), field("organizer", "f"), field("stage", "f")}}, apply};
}

}  // namespace jejak::workflows::views
