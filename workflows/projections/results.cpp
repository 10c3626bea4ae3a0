#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// One document for each proposal that a decision was about, so that nobody reads 3,500 results to see one. `decision` is what
// holds for all of them.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type != "StageDecided") return;
  const auto& data = members_of(event.data);
  json::object decision;
  for (const char* member : {"competition", "in", "lot", "method", "organizer", "out", "plenary", "quorum", "reason", "rule", "stage", "top"})
    copy_member(data, member, decision);
  set_text(decision, "actor", event.actor);
  set_time(decision, "decided_at", event.time);
  for (const json::value& value : array_of(data, "results")) {
    const json::object& result = members_of(value);
    json::object& document =
        begin_document(documents, joined(text_of(data, "competition"), text_of(data, "stage"), text_of(result, "proposal")));
    take(data, {"competition", "organizer", "stage"}, document);
    take(result, {"entrant", "proposal"}, document);
    set_time(document, "decided_at", event.time);
    document["decision"] = decision;
    document["result"] = result;
  }
}

}  // namespace

Projection results() {
  return {{"results",
           1,
           {field("competition", "fk"), field("organizer", "f"), field("entrant", "f"), field("proposal", "fi"), field("stage", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
