#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void propose(const Event& event, json::object& document) {
  take(members_of(event.data), {"organizer", "reason", "subject"}, document);
  set_text(document, "proposed_by", event.actor);
  set_time(document, "proposed_at", event.time);
  set_text(document, "status", "open");
  document["settled_at"] = nullptr;
  document["settled_by"] = nullptr;
}

void settle(const Event& event, json::object& document, std::string_view status) {
  set_text(document, "status", status);
  set_text(document, "settled_by", event.actor);
  set_time(document, "settled_at", event.time);
}

// An erasure of before 2026-11-28 was one person's: nobody proposed it.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "ErasureProposed" && type != "ErasureRejected" && type != "SubjectErased") return;
  const std::string_view subject = text_of(members_of(event.data), "subject");
  json::object& document = documents.edit(subject);
  if (document.empty() || type == "ErasureProposed") propose(event, document);
  if (type == "ErasureRejected") settle(event, document, "rejected");
  if (type == "SubjectErased") settle(event, document, "erased");
}

}  // namespace

Projection erasures() { return {{"erasures", 1, {field("organizer", "f"), field("status", "f"), field("proposed_at", "s")}}, apply}; }

}  // namespace jejak::workflows::views
