#include "workflows/assessment/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Assessments& assessments, const Event& event) {
  const bool assigned = event.type == "JurorAssigned";
  if (!assigned && event.type != "AssessmentSubmitted") return;
  const auto& data = members_of(event.data);
  Scores& scores = assessments.by_juror[std::string(text_of(data, "juror"))];
  if (assigned) return;
  for (const auto& [criterion, score] : object_of(data, "scores")) {
    if (!score.is_string()) continue;
    if (const auto value = Decimal::parse(score.get_string())) scores[std::string(criterion)] = *value;
  }
}

}  // namespace jejak::workflows
