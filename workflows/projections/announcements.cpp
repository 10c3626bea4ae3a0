#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool announced = type == "StageAnnounced";
  if (!announced && type != "StageReopened") return;
  const auto& data = members_of(event.data);
  const std::string key = joined(text_of(data, "competition"), text_of(data, "stage"));
  if (!announced) {
    if (documents.find(key) != nullptr) documents.erase(key);
    return;
  }
  json::object& document = begin_document(documents, key);
  take(data, {"competition", "level", "organizer", "results", "stage"}, document);
  set_time(document, "announced_at", event.time);
}

}  // namespace

Projection announcements() { return {{"announcements", 1, {field("competition", "fk"), field("organizer", "f")}}, apply}; }

}  // namespace jejak::workflows::views
