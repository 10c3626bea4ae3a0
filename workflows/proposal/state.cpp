#include "workflows/proposal/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// What an entrant said at entry, and may say otherwise later.
void take_entry(Proposal& proposal, const json::object& data) {
  const auto take_text = [&](std::string_view key, std::string& text) {
    if (data.contains(key)) text = text_of(data, key);
  };
  take_text("title", proposal.title);
  take_text("category", proposal.category);
  take_text("group", proposal.group);
  take_text("started_on", proposal.started_on);
  if (data.contains("elements")) proposal.elements = array_of(data, "elements");
}

void enter(Proposal& proposal, const json::object& data) {
  proposal.id = text_of(data, "id");
  proposal.competition = text_of(data, "competition");
  proposal.organizer = text_of(data, "organizer");
  proposal.local_organizer = text_of(data, data.contains("local_organizer") ? "local_organizer" : "organizer");
  proposal.entrant = text_of(data, "entrant");
  proposal.entrant_name = text_of(data, "entrant_name");
  take_entry(proposal, data);
  proposal.origin = text_of(object_of(data, "origin"), "proposal");
  proposal.year = integer_of(data, "year");
  proposal.number = integer_of(data, "number");
  proposal.definition_hash = text_of(object_of(data, "definition"), "hash");
}

// The event that ends a stage for a proposal carries its result (decision/document.hpp).
void note_result(Proposal& proposal, const Event& event, const json::object& result) {
  const std::string stage(text_of(result, "stage"));
  if (stage.empty() || !result.contains("rank")) return;
  proposal.ranks[stage] = integer_of(result, "rank");
  proposal.places.erase(stage);
  if (text_of(result, "outcome") == "in") proposal.places[stage] = integer_of(result, result.contains("place") ? "place" : "rank");
  proposal.before = {stage, std::move(proposal.state), event.stream_version};
}

void reopen(Proposal& proposal, const json::object& data) {
  proposal.ranks.erase(std::string(text_of(data, "decided_stage")));
  proposal.places.erase(std::string(text_of(data, "decided_stage")));
  proposal.before = {};
}

}  // namespace

void evolve(Proposal& proposal, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "ProposalEntered") {
    enter(proposal, data);
    proposal.entered_at = event.position;
  } else if (event.type == "ProposalAnswered") {
    proposal.summary = text_of(object_of(data, "answers"), "summary");
  } else if (event.type == "TransitionTaken") {
    note_result(proposal, event, object_of(data, "data"));
  } else if (event.type == "ProposalMigrated") {
    proposal.definition_hash = text_of(object_of(data, "definition"), "hash");
  } else if (event.type == "ProposalCorrected") {
    take_entry(proposal, data);
  } else if (event.type == "ProposalReopened") {
    reopen(proposal, data);
  } else if (event.type != "DeadlineExtended" && event.type != "DeadlineCancelled") {
    return;
  }
  if (event.type == "ProposalEntered") proposal.standing.since = event.time;
  else if (data.contains("from")) follow(proposal.standing, data, event.time);
  if (const json::value* state = data.if_contains("state")) proposal.state = *state;
}

}  // namespace jejak::workflows
