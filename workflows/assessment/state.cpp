#include "workflows/assessment/state.hpp"

#include <algorithm>
#include <array>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// In the order of SheetOutcome.
constexpr std::array<std::string_view, 6> outcome_names = {"not_assessed", "scored",   "abstained",
                                                           "recused",      "no_score", "voided"};

void take_scores(const json::object& data, Scores& scores) {
  for (const auto& [line, score] : object_of(data, "scores")) {
    if (!score.is_string()) continue;
    if (const auto value = Decimal::parse(score.get_string())) scores[std::string(line)] = *value;
  }
}

// Back with its juror: as if it had not been given, but that the next one says what it replaces.
void give_back(JurorSheet& sheet) {
  const Position before = sheet.submitted;
  sheet = {};
  sheet.replaces = before;
}

// Proposed, rejected or done.
void evolve_return(JurorSheet& sheet, const Event& event, const json::object& data) {
  if (event.type == "AssessmentReturned") return give_back(sheet);
  sheet.returning.reset();
  if (event.type == "AssessmentReturnProposed") sheet.returning = JurorSheet::Return{std::string(text_of(data, "reason")), event.actor};
}

void submit(JurorSheet& sheet, const Event& event, SheetOutcome outcome) {
  sheet.outcome = outcome;
  sheet.actor = event.actor;
  sheet.submitted = event.position;
}

}  // namespace

std::string_view name_of(SheetOutcome outcome) { return outcome_names[static_cast<std::size_t>(outcome)]; }

SheetOutcome sheet_outcome_named(std::string_view name) {
  const auto found = std::ranges::find(outcome_names, name);
  if (found == outcome_names.end()) return SheetOutcome::not_assessed;
  return static_cast<SheetOutcome>(found - outcome_names.begin());
}

void evolve(Assessments& assessments, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  const auto sheet = [&]() -> JurorSheet& { return assessments.by_juror[std::string(text_of(data, "juror"))]; };
  if (type == "JurorAssigned") {
    sheet();
  } else if (type == "AssessmentSubmitted") {
    JurorSheet& given = sheet();
    submit(given, event, SheetOutcome::scored);
    take_scores(data, given.scores);
    if (assessments.first_sheet == 0) assessments.first_sheet = event.position;
  } else if (type == "AssessmentDrafted") {
    ++sheet().drafts;
  } else if (type == "AssessmentDeclined") {
    submit(sheet(), event, sheet_outcome_named(text_of(data, "outcome")));
  } else if (type == "AssessmentVoided") {
    JurorSheet& voided = sheet();
    voided.outcome = SheetOutcome::voided;
    voided.returning.reset();
  } else if (type == "AssignmentReleased") {
    assessments.by_juror.erase(std::string(text_of(data, "juror")));
  } else if (type == "AssessmentReturnProposed" || type == "AssessmentReturnRejected" || type == "AssessmentReturned") {
    evolve_return(sheet(), event, data);
  }
}

}  // namespace jejak::workflows
