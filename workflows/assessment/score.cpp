#include "workflows/assessment/score.hpp"

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

namespace {

Candidate counting(const Assessments& assessments, std::string_view left_out) {
  Candidate candidate;
  for (const auto& [juror, sheet] : assessments.by_juror)
    if (sheet.outcome == SheetOutcome::scored && juror != left_out) candidate.sheets.push_back({juror, sheet.scores});
  return candidate;
}

json::value score_of(const Stage& stage, Candidate candidate, std::size_t& sheets) {
  sheets = candidate.sheets.size();
  if (sheets == 0) return nullptr;
  const Rational score = rank(stage, {std::move(candidate)}).results.front().score;
  return json::object{{"fraction", fraction_text(score)}, {"decimal", rounded_text(score)}, {"sort", sort_units(score)}};
}

}  // namespace

json::value score_with(const Stage& stage, const Assessments& assessments, const std::string& juror, const Scores& scores,
                       std::size_t& sheets) {
  Candidate candidate = counting(assessments, juror);
  candidate.sheets.push_back({juror, scores});
  return score_of(stage, std::move(candidate), sheets);
}

json::value score_without(const Stage& stage, const Assessments& assessments, std::string_view juror, std::size_t& sheets) {
  return score_of(stage, counting(assessments, juror), sheets);
}

}  // namespace jejak::workflows
