#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "ReplicationRequested") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    take(
        data,
        {"id", "innovation", "title", "competition", "organizer", "by_organizer", "region", "agency", "requested_by", "note"},
        document);
    set_text(document, "status", "requested");
    for (const char* member : {"adaptation", "confirmed_at", "reported_by", "stopped_because"}) document[member] = nullptr;
    set_time(document, "requested_at", event.time);
    set_time(document, "updated_at", event.time);
  } else if (type == "ReplicationAdvanced") {
    json::object& document = known_document(documents, text_of(data, "id"));
    set_text(document, "status", text_of(data, "to"));
    if (const json::value* note = data.if_contains("note"))
      set_value(document, "note", *note);  // the latest one
    take(data, {"reported_by"}, document);
    if (const json::value* adaptation = data.if_contains("adaptation")) set_value(document, "adaptation", *adaptation);
    if (text_of(data, "to") == "established") set_time(document, "confirmed_at", event.time);
    if (text_of(data, "to") == "abandoned") set_text(document, "stopped_because", text_of(data, "note"));
    set_time(document, "updated_at", event.time);
  }
}

}  // namespace

Projection replications() {
  return {
      {"replications",
       3,
       {field("innovation", "fi"), field("status", "f"), field("region", "f"), field("organizer", "f"), field("requested_at", "s")}},
      apply};
}

}  // namespace jejak::workflows::views
