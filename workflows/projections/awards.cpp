#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "AwardGranted") {
    json::object& document = begin_document(documents, text_of(data, "proposal"));
    take(data,
         {"proposal", "title", "competition", "organizer", "entrant", "entrant_name", "category", "year"},
         document);
    set_text(document, "status", "granted");
    set_time(document, "granted_at", event.time);
    document["revoked_at"] = nullptr;
    document["reason"] = nullptr;
  } else if (type == "AwardRevoked") {
    json::object& document = known_document(documents, text_of(data, "proposal"));
    set_text(document, "status", "revoked");
    set_time(document, "revoked_at", event.time);
    take(data, {"reason"}, document);
  }
}

}  // namespace

Projection awards() {
  return {{"awards",
           1,
           {field("competition", "f"), field("organizer", "f"), field("year", "f"), field("status", "f"),
            field("granted_at", "si")}},
          apply};
}

}  // namespace jejak::workflows::views
