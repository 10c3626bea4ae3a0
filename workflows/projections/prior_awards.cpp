#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PriorAwardStruck") return set_time(known_document(documents, text_of(data, "id")), "struck_at", event.time);
  if (type != "PriorAwardRecorded") return;
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "organizer", "title", "award", "year", "entrant", "source", "proposal", "struck_at"}, document);
  set_time(document, "recorded_at", event.time);
}

}  // namespace

Projection prior_awards() {
  return {{"prior_awards",
           2,
           {field("organizer", "f"), field("award", "f"), field("year", "fs"), field("title", "sq")}},
          apply};
}

}  // namespace jejak::workflows::views
