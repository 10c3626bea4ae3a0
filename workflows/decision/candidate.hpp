#pragma once
#include "workflows/assessment/state.hpp"
#include "workflows/decision/ranking.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// A proposal with its sheets of a stage: those that count, and those that are set aside.
Candidate candidate_of(const Proposal& proposal, const Assessments& assessments);

}  // namespace jejak::workflows
