#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// What holds for all that were decided together, as far as one of them needs it to be understood.
json::object rules_of(const json::object& data) {
  json::object rules;
  for (const char* member : {"early", "in", "lot", "method", "out", "quorum", "rule", "top"}) copy_member(data, member, rules);
  return rules;
}

void take_back(const json::object& data, Documents& documents) {
  for (const json::value& proposal : array_of(data, "proposals"))
    documents.erase(joined(text_of(data, "competition"), text_of(data, "stage"), proposal.get_string()));
}

// One document for each proposal that a decision was about, so that nobody reads 3,500 results to see one. Written once; a decision that
// is taken back takes its own with it.
// Who was decided by itself afterwards: what holds for all stands with the decision.
void add(const Event& event, const json::object& data, Documents& documents) {
  const json::object& result = object_of(data, "result");
  json::object& document = documents.edit(joined(text_of(data, "competition"), text_of(data, "stage"), text_of(data, "proposal")));
  lay_out(document, {"competition", "decided_at", "decision", "entrant", "organizer", "proposal", "result", "stage"});
  take(data, {"competition", "organizer", "proposal", "stage"}, document);
  take(result, {"entrant"}, document);
  set_time(document, "decided_at", event.time);
  document["decision"] = json::object{{"supplement", {{"proposed_by", text_of(data, "proposed_by")}, {"reason", text_of(data, "reason")}}}};
  document["result"] = result;
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "StageSupplemented") return add(event, data, documents);
  if (type == "StageReopened") return take_back(data, documents);
  if (type != "StageDecided") return;
  const json::object rules = rules_of(data);
  bool first = true;
  for (const json::value& value : array_of(data, "results")) {
    const json::object& result = members_of(value);
    const auto key = joined(text_of(data, "competition"), text_of(data, "stage"), text_of(result, "proposal"));
    if (first && documents.find(key) != nullptr) throw CannotApply{"there is a document " + key + " already"};
    first = false;
    json::object& document = documents.edit(key);
    lay_out(document, {"competition", "decided_at", "decision", "entrant", "organizer", "proposal", "result", "stage"});
    take(data, {"competition", "organizer", "stage"}, document);
    take(result, {"entrant", "proposal"}, document);
    set_time(document, "decided_at", event.time);
    document["decision"] = rules;
    document["result"] = result;
  }
}

}  // namespace

Projection results() {
  return {{"results",
           2,
           {field("competition", "fk"), field("organizer", "f"), field("entrant", "f"), field("proposal", "fi"), field("stage", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
