#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// Gone with the sheet's submission, which says whether there was one: most sheets have none, and looking for it costs.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool settled = type == "AssessmentSubmitted" || type == "AssessmentDeclined" || type == "AssessmentVoided" || type == "AssignmentReleased";
  if (!settled && type != "AssessmentDrafted") return;
  const auto& data = members_of(event.data);
  if (settled && !flag_of(data, "drafted")) return;
  const auto key = joined(text_of(data, "proposal"), text_of(data, "stage"), text_of(data, "juror"));
  if (settled) return documents.erase(key);
  json::object& document = documents.edit(key);
  take(data, {"competition", "draft", "juror", "organizer", "proposal", "stage"}, document);
  set_time(document, "saved_at", event.time);
}

}  // namespace

Projection drafts() {
  return {{"drafts", 2, {field("juror", "f"), field("proposal", "fk")}}, apply};
}

}  // namespace jejak::workflows::views
