#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "AssessmentSubmitted") return;
  const auto& data = members_of(event.data);
  const auto key = joined(text_of(data, "proposal"), text_of(data, "stage"), text_of(data, "juror"));
  json::object& document = begin_document(documents, key);
  take(data, {"comment", "competition", "juror", "mean", "organizer", "proposal", "scores", "stage"},
       document);
  set_time(document, "submitted_at", event.time);
}

}  // namespace

Projection assessments() {
  return {{"assessments",
           1,
           {field("competition", "f"), field("organizer", "f"), field("proposal", "f"), field("stage", "f"),
            field("juror", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
