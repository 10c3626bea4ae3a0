#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// Empty: the event says nothing of an assignment.
std::string_view status_after(std::string_view type, const json::object& data) {
  if (type == "JurorAssigned" || type == "AssessmentReturned") return "assigned";
  if (type == "AssessmentSubmitted") return "assessed";
  if (type == "AssessmentDeclined") return text_of(data, "outcome") == "recused" ? "recused" : "declined";
  return type == "AssessmentVoided" ? "voided" : "";
}

void correct(const json::object& data, Documents& documents) {
  const json::value* title = data.if_contains("title");
  if (title == nullptr) return;
  for (const json::value& each : array_of(data, "sheets")) {
    const json::object& sheet = members_of(each);
    for (const json::value& juror : array_of(sheet, "jurors"))
      set_value(known_document(documents, joined(text_of(data, "id"), text_of(sheet, "stage"), juror.get_string())), "title", *title);
  }
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type == "ProposalCorrected") return correct(members_of(event.data), documents);
  const auto& data = members_of(event.data);
  const std::string_view status = status_after(type, data);
  const bool released = type == "AssignmentReleased";
  if (status.empty() && !released) return;
  const auto key = joined(text_of(data, "proposal"), text_of(data, "stage"), text_of(data, "juror"));
  if (released) return documents.erase(key);
  if (type != "JurorAssigned") return set_text(known_document(documents, key), "status", status);
  json::object& document = begin_document(documents, key);
  set_time(document, "assigned_at", event.time);
  take(data, {"competition", "juror", "organizer", "proposal", "stage"}, document);
  set_text(document, "status", status);
  take(data, {"title"}, document);
}

}  // namespace

Projection assignments() {
  return {{"assignments",
           2,
           {field("competition", "fi"), field("organizer", "f"), field("stage", "f"), field("juror", "fi"),
            field("proposal", "fk"), field("status", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
