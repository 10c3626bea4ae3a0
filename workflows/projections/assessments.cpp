#include <array>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

constexpr std::array<std::string_view, 7> sheet_members = {"actor", "comment", "comment_to_entrant", "mean", "outcome", "scores", "submitted_at"};

void place(const json::object& data, json::object& document) {
  take(data,
       {"actor", "comment", "comment_to_entrant", "competition", "juror", "mean", "organizer", "outcome", "proposal", "reason",
        "scores", "stage"},
       document);
}

// A sheet that was returned to its juror is there already, without what it said: the new one takes its place.
void submit(const Event& event, const json::object& data, const std::string& key, Documents& documents) {
  json::object& document = documents.edit(key);
  if (!document.empty() && text_of(document, "outcome") != "returned") throw CannotApply{key + " is there already"};
  place(data, document);
  set_text(document, "actor", event.actor);
  set_time(document, "submitted_at", event.time);
  if (event.type == "AssessmentSubmitted") set_text(document, "outcome", "scored");
}

void take_out(const Event& event, const json::object& data, json::object& document) {
  if (document.empty()) {
    place(data, document);
    set_time(document, "submitted_at", event.time);
  }
  document.erase("returning");
  set_text(document, "outcome", "voided");
  take(data, {"reason"}, document);
}

// What the sheet said stays on record among the `earlier` ones, with who gave it back and why.
void give_back(const Event& event, const json::object& data, json::object& document) {
  json::object before;
  for (const std::string_view member : sheet_members) {
    before[member] = document[member];
    document[member] = nullptr;
  }
  take(data, {"proposed_by", "reason"}, before);
  set_text(before, "settled_by", event.actor);
  set_time(before, "returned_at", event.time);
  json::value& earlier = document["earlier"];
  if (!earlier.is_array()) earlier.emplace_array();
  earlier.get_array().push_back(std::move(before));
  set_text(document, "outcome", "returned");
}

void settle_return(const Event& event, const json::object& data, json::object& document) {
  document.erase("returning");
  if (event.type == "AssessmentReturned") return give_back(event, data, document);
  if (event.type != "AssessmentReturnProposed") return;
  document["returning"] = json::object{{"reason", text_of(data, "reason")}, {"proposed_by", event.actor}, {"proposed_at", format_rfc3339(event.time)}};
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const bool submitted = type == "AssessmentSubmitted" || type == "AssessmentDeclined";
  const bool returning = type.starts_with("AssessmentReturn");
  if (!submitted && !returning && type != "AssessmentVoided") return;
  const auto& data = members_of(event.data);
  const auto key = joined(text_of(data, "proposal"), text_of(data, "stage"), text_of(data, "juror"));
  if (submitted) return submit(event, data, key, documents);
  if (returning) return settle_return(event, data, known_document(documents, key));
  take_out(event, data, documents.edit(key));
}

}  // namespace

Projection assessments() {
  return {{"assessments",
           3,
           {field("competition", "fi"), field("organizer", "f"), field("juror", "fi"), field("proposal", "fk"),
            field("stage", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
