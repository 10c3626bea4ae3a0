#pragma once
#include <map>
#include <string>

#include "engine/core/decimal.hpp"
#include "engine/core/event.hpp"

namespace jejak::workflows {

// One juror's scores by criterion; empty until the sheet is submitted, locked from then on.
using Scores = std::map<std::string, Decimal, std::less<>>;

// Stream `assessment-<proposal>-<stage>`, all sheets of a proposal at a stage:
//   JurorAssigned {competition, organizer, proposal, stage, juror, title, category, entrant}
//   AssessmentSubmitted {competition, organizer, proposal, stage, juror, scores {criterion: decimal}, comment: personal,
//                        mean {fraction, decimal}, sheets, score {fraction, decimal, sort}}
// `score` is the proposal's weighted mean over all sheets so far, `sheets` how many these are.
struct Assessments {
  std::map<std::string, Scores, std::less<>> by_juror;  // every assigned juror
};
void evolve(Assessments& assessments, const Event& event);

}  // namespace jejak::workflows
