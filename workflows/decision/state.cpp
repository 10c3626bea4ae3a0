#include "workflows/decision/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(StageDecision& decision, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "StageDecided") {
    decision.decided = true;
    decision.proposed.reset();
    ++decision.rounds;
    decision.proposals.clear();
    for (const json::value& result : array_of(data, "results")) decision.proposals.emplace_back(text_of(members_of(result), "proposal"));
  } else if (type == "StageDecisionProposed") {
    decision.proposed = StageDecision::Proposed{event.actor, std::string(text_of(data, "hash"))};
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
