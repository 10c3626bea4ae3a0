#include "workflows/decision/state.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

void take(StageDecision& decision, const json::object& result) {
  const std::string_view proposal = text_of(result, "proposal"), reason = text_of(result, "reason");
  decision.proposals.emplace_back(proposal);
  if (text_of(result, "outcome") == "in" && reason != "plenary_in" && reason != "brought_in") decision.in_by_points.emplace_back(proposal);
}

}  // namespace

void evolve(StageDecision& decision, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "StageDecided") {
    decision.decided = true;
    decision.proposed.reset();
    ++decision.rounds;
    decision.proposals.clear();
    decision.in_by_points.clear();
    for (const json::value& result : array_of(data, "results")) take(decision, members_of(result));
  } else if (type == "StageDecisionProposed") {
    decision.proposed = StageDecision::Proposed{event.actor, std::string(text_of(data, "hash"))};
  } else if (type == "SupplementProposed") {
    decision.supplement = {std::string(text_of(data, "proposal")), std::string(text_of(data, "reason")), event.actor};
  } else if (type == "SupplementRejected") {
    decision.supplement = {};
  } else if (type == "StageSupplemented") {
    decision.supplement = {};
    const std::string_view proposal = text_of(data, "proposal");
    if (std::ranges::find(decision.proposals, proposal) == decision.proposals.end()) decision.proposals.emplace_back(proposal);
  } else if (type == "StageReopeningProposed") {
    decision.reopening = StageDecision::Reopening{std::string(text_of(data, "reason")), event.actor, {}};
  } else if (type == "StageReopeningRejected") {
    decision.reopening.reset();
  } else if (type == "StageReopened") {
    decision.decided = false;
    decision.reopening = StageDecision::Reopening{std::string(text_of(data, "reason")), std::string(text_of(data, "proposed_by")), event.actor};
  }
}

}  // namespace jejak::workflows
