#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "OrganizerRegistered") return;
  const auto& data = members_of(event.data);
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "name", "region", "tier", "zone"}, document);
}

}  // namespace

Projection organizers() { return {{"organizers", 1, {field("name", "sq")}}, apply}; }

}  // namespace jejak::workflows::views
