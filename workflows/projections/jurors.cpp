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

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PersonCorrected" && event.stream.starts_with("juror-")) return correct(data, known_document(documents, text_of(data, "id")));
  if (type == "JurorRegistered") return register_juror(event, data, documents);
  if (type == "InvitationAnswered")
    return set_text(known_document(documents, text_of(data, "juror")), "invitation", flag_of(data, "accepted") ? "accepted" : "declined");
  if (type != "ConflictDeclared") return;
  json::object line;
  for (const char* member : {"by_juror", "entrant", "kind", "proposal"}) copy_member(data, member, line);
  set_time(line, "declared_at", event.time);
  json::value& conflicts = known_document(documents, text_of(data, "juror"))["conflicts"];
  if (!conflicts.is_array()) conflicts.emplace_array();
  conflicts.get_array().push_back(std::move(line));
}

}  // namespace

Projection jurors() {
  return {{"jurors", 3, {field("competition", "fi"), field("organizer", "f"), field("element", "f")}}, apply};
}

}  // namespace jejak::workflows::views
