#include "workflows/decision/state.hpp"

#include <algorithm>
#include <set>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// A juror whose sheet was taken out, or never came, had none.
bool took_part(std::string_view outcome) { return outcome == "abstained" || outcome == "no_score"; }

std::vector<std::string> jurors_of(const json::object& result) {
  std::vector<std::string> jurors;
  for (const json::value& sheet : array_of(result, "sheets")) jurors.emplace_back(text_of(members_of(sheet), "juror"));
  for (const json::value& sheet : array_of(result, "set_aside"))
    if (took_part(text_of(members_of(sheet), "outcome"))) jurors.emplace_back(text_of(members_of(sheet), "juror"));
  return jurors;
}

void decide(StageDecision& decision, const Event& event) {
  decision.decided = true;
  decision.proposed.reset();
  ++decision.rounds;
  decision.proposals.clear();
  decision.in_by_points.clear();
  decision.hash = document_hash(event.data);
  std::set<std::string> jurors;
  for (const json::value& result : array_of(members_of(event.data), "results")) {
    const std::string_view proposal = text_of(members_of(result), "proposal"), reason = text_of(members_of(result), "reason");
    decision.proposals.emplace_back(proposal);
    if (text_of(members_of(result), "outcome") == "in" && reason != "plenary_in" && reason != "brought_in") decision.in_by_points.emplace_back(proposal);
    for (std::string& juror : jurors_of(members_of(result))) jurors.insert(std::move(juror));
  }
  decision.jurors.assign(jurors.begin(), jurors.end());
}

}  // namespace

void evolve(StageDecision& decision, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "StageDecided") {
    decide(decision, event);
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
  } else if (type == "MinutesSigned") {
    decision.signatures.push_back({std::string(text_of(data, "id")), std::string(text_of(data, "signer"))});
  } else if (type == "StageReopeningProposed") {
    decision.reopening = StageDecision::Reopening{std::string(text_of(data, "reason")), event.actor, {}};
  } else if (type == "StageReopeningRejected") {
    decision.reopening.reset();
  } else if (type == "StageReopened") {
    decision.decided = false;
    decision.signatures.clear();
    decision.reopening = StageDecision::Reopening{std::string(text_of(data, "reason")), std::string(text_of(data, "proposed_by")), event.actor};
  }
}

}  // namespace jejak::workflows
