#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "ExternalAwardRecorded") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.append(text_of(data, "id"));
  lay_out(document, {"award", "entrant", "given_by", "id", "organizer", "recorded_at", "result", "source", "year"});
  take(data, {"award", "entrant", "given_by", "id", "organizer", "result", "source", "year"}, document);
  set_time(document, "recorded_at", event.time);
}

}  // namespace

Projection external_awards() {
  return {{"external_awards", 1, {field("organizer", "fi"), field("award", "f"), field("entrant", "f"), field("year", "fs")}}, apply};
}

}  // namespace jejak::workflows::views
