#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "OrganizerRegistered") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    take(data, {"id", "name", "region", "tier", "zone", "parent"}, document);
  } else if (type == "OrganizerPlaced") {
    set_text(known_document(documents, text_of(data, "id")), "parent", text_of(data, "parent"));
  }
}

}  // namespace

Projection organizers() { return {{"organizers", 2, {field("name", "sq")}}, apply}; }

}  // namespace jejak::workflows::views
