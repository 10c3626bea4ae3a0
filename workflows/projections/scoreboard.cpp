#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

std::string row_key(const json::object& data) {
  return joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "proposal"));
}

// A proposal is on the board of a stage from its first juror on, unscored until its first sheet.
void assign(const json::object& data, Documents& documents) {
  json::object& row = documents.edit(row_key(data));
  if (!row.empty()) return;
  lay_out(row, {"category", "competition", "decimal", "entrant", "organizer", "proposal", "score",
                "score_sort", "sheets", "stage", "title"});
  take(data, {"category", "competition", "entrant", "organizer", "proposal", "stage", "title"}, row);
  set_integer(row, "sheets", 0);
}

void assess(const json::object& data, Documents& documents) {
  json::object& row = known_document(documents, row_key(data));
  const json::object& score = object_of(data, "score");
  set_integer(row, "sheets", integer_of(data, "sheets"));
  if (score.empty()) {  // none counts any more
    for (const std::string_view member : {"decimal", "score", "score_sort"}) row[member] = nullptr;
    return;
  }
  set_text(row, "score", text_of(score, "fraction"));
  set_text(row, "decimal", text_of(score, "decimal"));
  set_integer(row, "score_sort", integer_of(score, "sort"));
}

void decide(const json::object& data, Documents& documents) {
  for (const json::value& each : array_of(data, "results")) {
    const json::object& result = members_of(each);
    const auto key =
        joined(text_of(data, "competition"), text_of(data, "stage"), text_of(result, "proposal"));
    take(result, {"outcome", "rank", "reason"}, known_document(documents, key));
  }
}

void take_back(const json::object& data, Documents& documents) {
  for (const json::value& proposal : array_of(data, "proposals")) {
    json::object& row = known_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), proposal.get_string()));
    for (const std::string_view member : {"outcome", "rank", "reason"}) row.erase(member);
  }
}

void correct(const json::object& data, Documents& documents) {
  for (const json::value& each : array_of(data, "sheets")) {
    json::object& row = known_document(documents, joined(text_of(data, "competition"), text_of(members_of(each), "stage"), text_of(data, "id")));
    for (const std::string_view member : {"category", "title"})
      if (const json::value* value = data.if_contains(member)) set_value(row, member, *value);
  }
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "AssessmentSubmitted" || type == "AssessmentVoided" || type == "AssessmentReturned") {
    assess(data, documents);
  } else if (type == "JurorAssigned") {
    assign(data, documents);
  } else if (type == "StageDecided") {
    decide(data, documents);
  } else if (type == "ProposalCorrected") {
    correct(data, documents);
  } else if (type == "StageSupplemented") {
    take(object_of(data, "result"), {"outcome", "rank", "reason"},
         known_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "proposal"))));
  } else if (type == "StageReopened") {
    take_back(data, documents);
  }
}

}  // namespace

Projection scoreboard() {
  return {{"scoreboard",
           1,
           {field("competition", "fk"), field("stage", "f"), field("organizer", "f"), field("score_sort", "s"),
            field("category", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
