#include "workflows/decision/candidate.hpp"

namespace jejak::workflows {

Candidate candidate_of(const Proposal& proposal, const Assessments& assessments) {
  Candidate candidate{proposal.id, proposal.title, proposal.category, proposal.number, {}};
  candidate.entrant = proposal.entrant;
  for (const auto& [juror, sheet] : assessments.by_juror) {
    if (sheet.outcome == SheetOutcome::scored) {
      candidate.sheets.push_back({juror, sheet.scores, sheet.actor});
    } else {
      candidate.set_aside.push_back({juror, sheet.outcome});
    }
  }
  return candidate;
}

}  // namespace jejak::workflows
