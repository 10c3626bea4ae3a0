#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "PriorAwardRecorded") return;
  const auto& data = members_of(event.data);
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "organizer", "title", "award", "year", "entrant", "source"}, document);
  set_time(document, "recorded_at", event.time);
}

}  // namespace

Projection prior_awards() {
  return {{"prior_awards",
           1,
           {field("organizer", "f"), field("award", "f"), field("year", "fs"), field("title", "sq")}},
          apply};
}

}  // namespace jejak::workflows::views
