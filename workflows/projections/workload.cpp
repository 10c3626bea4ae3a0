#include <algorithm>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void begin(const json::object& data, json::object& document) {
  lay_out(document, {"assessed", "assigned", "competition", "declined", "juror", "last_sheet_at", "open", "organizer", "stage", "voided"});
  take(data, {"competition", "juror", "organizer", "stage"}, document);
  for (const std::string_view key : {"assessed", "assigned", "declined", "open", "voided"}) document[key] = 0;
}

// `open` is what the juror still owes.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool sheet = type == "AssessmentSubmitted" || type == "AssessmentDeclined";
  if (!sheet && type != "JurorAssigned" && type != "AssessmentVoided") return;
  const auto& data = members_of(event.data);
  json::object& document = documents.edit(joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "juror")));
  if (document.empty()) begin(data, document);
  if (type == "JurorAssigned") {
    count(document, "assigned", 1);
    count(document, "open", 1);
  } else if (sheet) {
    count(document, type == "AssessmentSubmitted" ? "assessed" : "declined", 1);
    count(document, "open", -1);
    set_time(document, "last_sheet_at", event.time);
  } else {
    count(document, "voided", 1);
    count(document, integer_of(document, "assessed") > 0 ? "assessed" : "open", -1);
  }
}

}  // namespace

Projection workload() {
  return {{"workload",
           1,
           {field("competition", "fk"), field("organizer", "f"), field("stage", "f"), field("juror", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
