#include "workflows/proposal/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

void enter(Proposal& proposal, const json::object& data) {
  proposal.id = text_of(data, "id");
  proposal.competition = text_of(data, "competition");
  proposal.organizer = text_of(data, "organizer");
  proposal.local_organizer = text_of(data, data.contains("local_organizer") ? "local_organizer" : "organizer");
  proposal.entrant = text_of(data, "entrant");
  proposal.entrant_name = text_of(data, "entrant_name");
  proposal.title = text_of(data, "title");
  proposal.category = text_of(data, "category");
  proposal.group = text_of(data, "group");
  proposal.started_on = text_of(data, "started_on");
  proposal.origin = text_of(object_of(data, "origin"), "proposal");
  proposal.year = integer_of(data, "year");
  proposal.number = integer_of(data, "number");
  proposal.rulebook_hash = text_of(object_of(data, "rulebook"), "hash");
  proposal.definition_hash = text_of(object_of(data, "definition"), "hash");
}

// The event that ends a stage for a proposal carries its result (decision/document.hpp).
void note_result(Proposal& proposal, const Event& event, const json::object& result) {
  const std::string stage(text_of(result, "stage"));
  if (stage.empty() || !result.contains("rank")) return;
  proposal.ranks[stage] = integer_of(result, "rank");
  proposal.before = {stage, std::move(proposal.state), event.stream_version};
}

void reopen(Proposal& proposal, const json::object& data) {
  proposal.ranks.erase(std::string(text_of(data, "decided_stage")));
  proposal.before = {};
}

}  // namespace

void evolve(Proposal& proposal, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "ProposalEntered") {
    enter(proposal, data);
  } else if (event.type == "ProposalAnswered") {
    proposal.summary = text_of(object_of(data, "answers"), "summary");
  } else if (event.type == "TransitionTaken") {
    note_result(proposal, event, object_of(data, "data"));
  } else if (event.type == "ProposalMigrated") {
    proposal.definition_hash = text_of(object_of(data, "definition"), "hash");
  } else if (event.type == "ProposalReopened") {
    reopen(proposal, data);
  } else if (event.type != "DeadlineExtended" && event.type != "DeadlineCancelled") {
    return;
  }
  if (const json::value* state = data.if_contains("state")) proposal.state = *state;
}

}  // namespace jejak::workflows
