#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void enqueue(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  lay_out(document, {"about", "attempts", "competition", "due", "error", "id", "kind", "next_attempt_at", "organizer", "proposal", "queued_at", "reason", "status", "text",
                     "to", "to_id", "updated_at", "webhook"});
  take(data, {"about", "competition", "id", "kind", "organizer", "proposal", "text", "to", "to_id", "webhook"}, document);
  document["attempts"] = 0;
  set_text(document, "status", flag_of(data, "held") ? "held" : "queued");
  set_integer(document, "due", event.time.microseconds);
  set_time(document, "queued_at", event.time);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (!type.starts_with("Notification")) return;
  const auto& data = members_of(event.data);
  if (type == "NotificationQueued") enqueue(event, data, documents);
  json::object& document = known_document(documents, text_of(data, "id"));
  set_time(document, "updated_at", event.time);
  if (type == "NotificationReleased") {
    set_text(document, "status", "queued");
    set_integer(document, "due", event.time.microseconds);
  } else if (type == "NotificationDiscarded") {
    set_text(document, "status", "discarded");
    take(data, {"reason"}, document);
  } else if (type == "NotificationDelivered") {
    set_text(document, "status", "delivered");
    set_integer(document, "attempts", integer_of(data, "attempt"));
    document["error"] = document["next_attempt_at"] = nullptr;
  } else if (type == "NotificationFailed") {
    set_integer(document, "attempts", integer_of(data, "attempt"));
    take(data, {"error", "next_attempt_at"}, document);
    const auto next = parse_rfc3339(text_of(data, "next_attempt_at"));
    if (next) set_integer(document, "due", next->microseconds);
    if (!next) set_text(document, "status", "failed");
  }
}

}  // namespace

Projection notifications() {
  return {{"notifications",
           1,
           {field("competition", "f"), field("organizer", "fi"), field("kind", "f"), field("webhook", "f"), field("status", "fi"), field("queued_at", "s"), field("due", "s")}},
          apply};
}

}  // namespace jejak::workflows::views
