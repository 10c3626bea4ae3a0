#pragma once
#include <rapidcheck.h>

#include <array>
#include <string>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// Stages and their sheets as they may be: every normalisation, aggregate, tie rule and lot (in which late ones have no part), passing grades, places
// per category, shortlists that bite or cannot hold, and few different scores, so that ties are common.
struct AnyStage {
  Stage stage;
  std::vector<Candidate> candidates;
};

inline std::size_t up_to(std::size_t most) { return *rc::gen::inRange<std::size_t>(0, most + 1); }
inline bool one_in(std::size_t many) { return up_to(many - 1) == 0; }

inline std::vector<ShortlistRule> any_rules(std::size_t top) {
  std::vector<ShortlistRule> rules;
  for (std::size_t i = 1 + up_to(2); i > 0; --i) {
    ShortlistRule rule{"r" + std::to_string(i), one_in(2) ? Trait::category : Trait::region, {std::string(1, "abc"[up_to(2)])}, 0, {}};
    rule.at_least = up_to(std::min<std::size_t>(2, top));
    if (rule.at_least == 0 || one_in(2)) rule.at_most = rule.at_least + up_to(1);
    rules.push_back(std::move(rule));
  }
  return rules;
}

inline Stage any_stage() {
  Stage stage;
  stage.name = "interview";
  for (std::size_t i = up_to(2); i < 3; ++i)
    stage.criteria.push_back({"c" + std::to_string(i), Decimal(static_cast<std::int64_t>(1 + up_to(4)) * 5, 0)});
  if (one_in(3)) stage.criteria.push_back({"c3.a", Decimal(15, 0), "c3"});
  if (one_in(3)) stage.criteria.push_back({"c3.b", Decimal(10, 0), "c3"});
  stage.score_max = Decimal(100, 0);
  stage.score_step = Decimal(1, 0);
  stage.top = 1 + up_to(3);
  for (const Criterion& criterion : stage.criteria)
    if (one_in(3)) stage.tie_criteria.push_back(criterion.key);
  stage.tie = std::array{Tie::in, Tie::out, Tie::stop, Tie::lot}[up_to(3)];
  stage.policy.normalisation = std::array{Normalisation::none, Normalisation::none, Normalisation::z_score, Normalisation::rank}[up_to(3)];
  stage.policy.aggregate = std::array{Aggregate::mean, Aggregate::median, Aggregate::trimmed_mean}[up_to(2)];
  stage.policy.trim = stage.policy.aggregate == Aggregate::trimmed_mean ? 1 : 0;
  if (one_in(3)) stage.passing_grade = Decimal(static_cast<std::int64_t>(up_to(10)) * 10, 0);
  stage.top_per_category = one_in(4);
  if (one_in(2)) {
    stage.policy.shortlist = any_rules(stage.top);
    stage.top_per_category = false;
    stage.tie = one_in(2) ? Tie::stop : Tie::lot;
  }
  return stage;
}

inline AnyStage any_stage_and_sheets() {
  AnyStage any{any_stage(), {}};
  const std::size_t grain = one_in(2) ? 50 : 10, jurors = 1 + up_to(2);
  const bool lot_is_fixed = !one_in(5);
  for (std::size_t number = 1 + up_to(8); number > 0; --number) {
    const std::string name = "p" + std::to_string(number);
    Candidate each{name, name, std::string(1, "abc"[up_to(2)]), static_cast<std::int64_t>(number), {}};
    each.traits.region = std::string(1, "abc"[up_to(2)]);
    for (std::size_t juror = up_to(jurors - 1); juror < jurors; ++juror) {
      Scores scores;
      for (const Criterion& line : any.stage.criteria) scores[line.key] = Decimal(static_cast<std::int64_t>(up_to(100 / grain) * grain), 0);
      each.sheets.push_back({"juror-" + std::to_string(juror), std::move(scores)});
    }
    each.late = one_in(8);
    if (any.stage.tie == Tie::lot && lot_is_fixed && !each.late) each.ticket = std::to_string(up_to(999'999)) + name;
    any.candidates.push_back(std::move(each));
  }
  return any;
}

// For the log of a property that fails.
inline std::string told(const AnyStage& any) {
  const Stage& stage = any.stage;
  std::string text = "top " + std::to_string(stage.top) + (stage.top_per_category ? " per category" : "") + ", tie " + std::string(name_of(stage.tie)) + ", " +
                     std::string(name_of(stage.policy.normalisation)) + ", " + std::string(name_of(stage.policy.aggregate));
  if (stage.passing_grade) text += ", grade " + stage.passing_grade->to_string();
  for (const std::string& criterion : stage.tie_criteria) text += ", " + criterion;
  for (const ShortlistRule& rule : stage.policy.shortlist) {
    text += "\n" + rule.name + " " + std::string(name_of(rule.trait)) + " " + rule.values[0] + " at least " + std::to_string(rule.at_least);
    if (rule.at_most) text += " at most " + std::to_string(*rule.at_most);
  }
  for (const Candidate& each : any.candidates) {
    text += "\n" + each.proposal + " " + each.category + each.traits.region + " " + each.ticket;
    for (const Sheet& sheet : each.sheets)
      for (const auto& [line, score] : sheet.scores) text += " " + sheet.juror + "." + line + "=" + score.to_string();
  }
  return text + "\n";
}

}  // namespace jejak::workflows
