#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// The hash stays in the log: whoever may list keys need not be able to test guesses of them.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "KeyIssued") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    take(data, {"id", "role", "label", "organizer", "entrant", "juror", "person"}, document);
    set_time(document, "issued_at", event.time);
    set_text(document, "issued_by", event.actor);
    document["revoked"] = false;
    document["revoked_at"] = nullptr;
    document["revoked_by"] = nullptr;
  } else if (type == "KeyRevoked") {
    json::object& document = known_document(documents, text_of(data, "id"));
    document["revoked"] = true;
    set_time(document, "revoked_at", event.time);
    set_text(document, "revoked_by", event.actor);
  }
}

}  // namespace

Projection keys() {
  return {{"keys", 2, {field("role", "f"), field("organizer", "f"), field("revoked", "f")}}, apply};
}

}  // namespace jejak::workflows::views
