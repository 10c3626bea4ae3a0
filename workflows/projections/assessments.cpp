#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool scored = type == "AssessmentSubmitted";
  const bool voided = type == "AssessmentVoided";
  if (!scored && !voided && type != "AssessmentDeclined") return;
  const auto& data = members_of(event.data);
  const auto key = joined(text_of(data, "proposal"), text_of(data, "stage"), text_of(data, "juror"));
  json::object& document = voided ? documents.edit(key) : begin_document(documents, key);
  if (document.empty()) {
    take(data,
         {"comment", "comment_to_entrant", "competition", "juror", "mean", "organizer", "outcome", "proposal",
          "reason", "scores", "stage"},
         document);
    set_time(document, "submitted_at", event.time);
  }
  if (scored) set_text(document, "outcome", "scored");
  if (!voided) return;
  set_text(document, "outcome", "voided");
  take(data, {"reason"}, document);
}

}  // namespace

Projection assessments() {
  return {{"assessments",
           2,
           {field("competition", "fi"), field("organizer", "f"), field("juror", "fi"), field("proposal", "fk"),
            field("stage", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
