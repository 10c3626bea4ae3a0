#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void register_juror(const Event& event, const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  take(data, {"id", "competition", "organizer", "name", "email", "element", "agency", "entrant"}, document);
  set_time(document, "registered_at", event.time);
  document["invitation"] = nullptr;
  if (flag_of(data, "invited")) set_text(document, "invitation", "open");
  document["conflicts"] = nullptr;
}

void correct(const json::object& data, json::object& document) {
  for (const char* member : {"email", "name"})
    if (const auto* value = data.if_contains(member)) set_value(document, member, *value);
}

// One that was proposed keeps its line: it becomes declared or rejected.
json::object& line_of(json::array& conflicts, std::string_view id) {
  for (json::value& each : conflicts)
    if (!id.empty() && text_of(each.get_object(), "id") == id) return each.get_object();
  return conflicts.emplace_back(json::object_kind).get_object();
}

void add_conflict(const Event& event, const json::object& data, json::value& conflicts) {
  if (!conflicts.is_array()) conflicts.emplace_array();
  json::object& line = line_of(conflicts.get_array(), text_of(data, "id"));
  for (const char* member : {"by_juror", "by_sheet", "entrant", "id", "kind", "proposal", "proposed_by"}) copy_member(data, member, line);
  if (event.type == "ConflictProposed") {
    line["by_juror"] = false;
    set_text(line, "proposed_by", event.actor);
    set_text(line, "status", "open");
  } else {
    set_text(line, "status", event.type == "ConflictRejected" ? "rejected" : "declared");
    if (line.contains("id")) set_text(line, "settled_by", event.actor);
  }
  if (event.type != "ConflictRejected") set_time(line, "declared_at", event.time);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PersonCorrected" && event.stream.starts_with("juror-")) return correct(data, known_document(documents, text_of(data, "id")));
  if (type == "JurorRegistered") return register_juror(event, data, documents);
  if (type == "InvitationAnswered")
    return set_text(known_document(documents, text_of(data, "juror")), "invitation", flag_of(data, "accepted") ? "accepted" : "declined");
  if (type.starts_with("Conflict")) add_conflict(event, data, known_document(documents, text_of(data, "juror"))["conflicts"]);
}

}  // namespace

Projection jurors() {
  return {{"jurors", 4, {field("competition", "fi"), field("organizer", "f"), field("element", "f")}}, apply};
}

}  // namespace jejak::workflows::views
