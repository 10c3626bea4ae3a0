#include "workflows/projections/document.hpp"
#include "workflows/projections/proposal_summary.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "TransitionTaken" || type == "ProposalAnswered" || type == "ProposalMigrated" || type == "ProposalReopened" ||
      changes_proposals_deadline(event)) {
    advance_summary(event, data, known_document(documents, proposal_of(event)));
  } else if (type == "ProposalCorrected") {
    correct_summary(event, data, known_document(documents, proposal_of(event)));
  } else if (type == "ProposalEntered") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    lay_out(document,
            {"category", "competition", "done", "entered_at", "entrant", "entrant_name", "group", "id",
             "local_organizer", "number", "organizer", "stage", "state", "state_since", "stream_version", "title", "updated_at"});
    set_text(document, "local_organizer", text_of(data, data.contains("local_organizer") ? "local_organizer" : "organizer"));
    begin_summary(event, data, document);
  }
}

}  // namespace

Projection proposals() {
  return {{"proposals",
           3,
           {field("local_organizer", "f"), field("competition", "fi"), field("organizer", "f"), field("state", "f"), field("stage", "f"),
            field("category", "f"), field("entrant", "fi"), field("title", "sq"), field("entered_at", "s"),
            field("updated_at", "s"), field("number", "s")}},
          apply};
}

}  // namespace jejak::workflows::views
