#pragma once
#include <string>

#include "workflows/assessment/state.hpp"
#include "workflows/command.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// A sheet that its juror may write on now.
struct OpenSheet {
  const Proposal* proposal;
  const Stage* stage;
  const Assessments* assessments;
  std::string juror;
  std::string stream;  // "assessment-<proposal>-<stage>"
};

// From the path (proposal, stage, juror) and the caller: the juror's own, assigned, not locked, of a stage that is being judged in a
// window that is open.
Result<OpenSheet, Rejection> open_sheet(World& world, const Command& command);

// `stage_not_open` unless the proposal stands where the stage judges it and the stage is not decided, or was reopened.
std::optional<Rejection> refuse_unless_judged(World& world, const Proposal& proposal, const Stage& stage);

// Every line of the sheet, or with `complete` false those that are given; faults with their pointers.
Result<Scores, Rejection> read_scores(const Stage& stage, const json::object& given, bool complete);

// What the events of a sheet have in common; sheet_document also has the comments, which are the juror's own words, so they go with
// the juror's key.
json::object sheet_place(const OpenSheet& sheet);
json::object sheet_document(World& world, const Command& command, const OpenSheet& sheet);

// Stream as above: AssessmentDrafted {competition, organizer, proposal, stage, juror, draft: personal {scores, comment?,
// comment_to_entrant?}}; in draft.cpp.
extern const std::string_view draft_body;
Decision save_draft(World& world, const Command& command);

}  // namespace jejak::workflows
