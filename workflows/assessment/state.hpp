#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/decimal.hpp"
#include "engine/core/event.hpp"

namespace jejak::workflows {

// One juror's scores by line of the score sheet.
using Scores = std::map<std::string, Decimal, std::less<>>;

// What became of one juror's sheet. Only a scored sheet counts; the others are told apart, so that a missing number is
// never taken for a low one.
enum class SheetOutcome {
  not_assessed,  // assigned, nothing submitted
  scored,        // submitted with a score for every line, and locked
  abstained,     // the juror chose to give no judgement
  recused,       // the juror must not judge: a conflict of interest
  no_score,      // the juror looked and nothing could be scored: nobody presented, the file was empty
  voided         // taken out of the count by rule after it was given; it stays on record
};
std::string_view name_of(SheetOutcome outcome);
SheetOutcome sheet_outcome_named(std::string_view name);  // not_assessed where there is none

struct JurorSheet {
  SheetOutcome outcome = SheetOutcome::not_assessed;
  struct Return {
    std::string reason;
    std::string proposed_by;  // an actor
  };
  std::size_t drafts = 0;  // how often it was saved
  Scores scores;  // of a scored sheet, and of one that was voided after it was scored
  std::string actor{};             // whose key submitted it
  Position submitted = 0;          // where it was; 0: it was not
  Position replaces = 0;           // of a sheet that was returned: where the one before it was submitted
  std::optional<Return> returning{};  // proposed and not settled
};

// Stream `assessment-<proposal>-<stage>`, all sheets of a proposal at a stage:
//   JurorAssigned {competition, organizer, proposal, stage, juror, title, category, entrant}
//   AssessmentSubmitted {competition, organizer, proposal, stage, juror, scores {line: decimal}, comment: personal,
//                        comment_to_entrant: personal, mean {fraction, decimal}, sheets, score {fraction, decimal, sort}}
//   AssessmentDeclined {competition, organizer, proposal, stage, juror, outcome: abstained | recused | no_score,
//                       comment: personal, comment_to_entrant: personal}
//   AssessmentVoided {competition, organizer, proposal, stage, juror, reason, was?: its outcome, sheets, score: as above or null}
//   AssignmentReleased {competition, organizer, proposal, stage, juror, reason}: of a sheet that was never submitted
//   AssessmentReturnProposed {competition, organizer, proposal, stage, juror, reason}, AssessmentReturnRejected {the same without reason}
//   AssessmentReturned {competition, organizer, proposal, stage, juror, reason, proposed_by, was, sheets, score: as above or null}: the
//                       juror submits again, and that event has `replaces`: the position of the sheet before
// Submitted, declined, voided and released have `drafted`: true where a draft was kept. `score` is the proposal's plain weighted mean over all sheets that count so far, `sheets` how many these are.
struct Assessments {
  std::map<std::string, JurorSheet, std::less<>> by_juror;  // every assigned juror
  Position first_sheet = 0;  // the position of the first sheet that was submitted; 0: none was
};
void evolve(Assessments& assessments, const Event& event);

}  // namespace jejak::workflows
