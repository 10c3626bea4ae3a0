#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "MailingRegistered") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    take(data, {"id", "kinds", "label", "office", "organizer"}, document);
    set_time(document, "registered_at", event.time);
  } else if (type == "MailingRemoved") {
    documents.erase(text_of(data, "id"));
  }
}

}  // namespace

Projection mailings() { return {{"mailings", 1, {field("organizer", "f")}}, apply}; }

}  // namespace jejak::workflows::views
