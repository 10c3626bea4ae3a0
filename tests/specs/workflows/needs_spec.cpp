#include "workflows/decision/needs.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/specs/workflows/any_stage.hpp"
#include "workflows/decision/judge.hpp"

namespace jejak::workflows {

namespace {

enum class Outcome { in, out, open };

const Rational a_hair = Rational::of(1, 1'000'003).value();

// The stage ranked again with the value of one result changed, by the rules alone; raw changes along where there
// is no normalisation, and is lifted to the passing grade where the value is not in points.
class Again {
 public:
  Again(const Stage& stage, Ranking ranking) : stage_(stage), ranking_(std::move(ranking)) {}

  Outcome with(std::size_t place, const Rational& change, const Rational& raw_change = Rational()) const {
    std::vector<Ranked> measured = ranking_.results;
    Ranked& one = measured[place];
    const bool in_points = stage_.policy.normalisation == Normalisation::none;
    one.score = one.score.plus(change).value();
    one.raw = one.raw.plus(in_points ? change : raw_change).value();
    const std::string proposal = one.candidate->proposal;
    const Ranking ranking = rank_measured(stage_, std::move(measured));
    if (std::ranges::find(ranking.unsettled, proposal) != ranking.unsettled.end()) return Outcome::open;
    const auto found = std::ranges::find(ranking.results, proposal, [](const Ranked& ranked) { return ranked.candidate->proposal; });
    return found->in ? Outcome::in : Outcome::out;
  }

 private:
  const Stage& stage_;
  Ranking ranking_;
};

Rational negative(const Rational& value) { return Rational().minus(value).value(); }

// The points to the passing grade that are missing and are not the value.
Rational raw_missing(const Stage& stage, const Needs& needs, const Ranked& ranked) {
  const bool apart = stage.policy.normalisation != Normalisation::none && reason_by_ranking(ranked) == Reason::below_passing_grade;
  return apart ? negative(*needs.to_grade) : Rational();
}

void holds(const Again& again, const Stage& stage, const Ranking& ranking, std::size_t place, const Needs& needs) {
  const Ranked& ranked = ranking.results[place];
  const bool in = in_by_ranking(ranked);
  const Outcome other = in ? Outcome::out : Outcome::in;
  const Rational raw = raw_missing(stage, needs, ranked), hair = in ? negative(a_hair) : a_hair;
  if (needs.lift) {
    const Outcome there = again.with(place, *needs.lift, raw);
    RC_ASSERT((there == other) == needs.equal);
    RC_ASSERT((there == Outcome::open) == needs.tie_is_left);
    RC_ASSERT(again.with(place, needs.lift->plus(hair).value(), raw) == other);
    RC_ASSERT(needs.lift->numerator() == 0 || (needs.lift->numerator() < 0) == in);
    if (needs.lift->numerator() != 0) RC_ASSERT(again.with(place, needs.lift->minus(hair).value(), raw) != other);
    if (needs.lift->numerator() != 0) RC_ASSERT(again.with(place, needs.lift->times(Rational::of(1, 2).value()).value(), raw) != other);
    return;
  }
  const Rational far = Rational(Decimal(in ? -1'000'000 : 1'000'000, 0));
  RC_ASSERT(again.with(place, far, raw) != other);
  for (const Ranked& level : ranking.results) {
    const Rational change = level.score.minus(ranked.score).value();
    if ((change.numerator() < 0) == in) RC_ASSERT(again.with(place, change.plus(hair).value(), raw) != other);
  }
}

std::string told(const Ranked& ranked, const Needs& needs) {
  std::string text = ranked.candidate->proposal + " " + fraction_text(ranked.score) + (ranked.in ? " in" : " out") + (ranked.overruled ? ", overruled" : "");
  if (needs.lift) text += ", needs " + fraction_text(*needs.lift) + (needs.equal ? " or more" : " and more");
  return text + (needs.level == nullptr ? "" : ", to " + needs.level->candidate->proposal) + "\n";
}

Plenary any_plenary(const Ranking& ranking) {
  Plenary plenary;
  if (!one_in(3)) return plenary;
  for (const Ranked& ranked : ranking.results)
    if (one_in(4)) plenary.changes.push_back({"c", ranked.candidate->proposal, one_in(2), "because", "key-a", "key-b", true});
  return plenary;
}

// As many of those who are tied as there is room for, so that it mostly fits.
TieSettlement any_settlement(const Ranking& ranking) {
  TieSettlement settlement{{}, ranking.unsettled, "because", "key-c", "key-d"};
  for (const OpenTie& tie : ranking.open_ties) {
    const std::size_t first = up_to(tie.proposals.size() - 1);
    for (std::size_t i = 0; i < tie.places; ++i) settlement.in.push_back(tie.proposals[(first + i) % tie.proposals.size()]);
  }
  return settlement;
}

}  // namespace

RC_GTEST_PROP(Needs, is_the_least_change_of_a_proposals_own_value_that_gives_it_the_other_outcome, ()) {
  const AnyStage any = any_stage_and_sheets();
  RC_LOG() << told(any);
  const Ranking ranking = rank(any.stage, any.candidates);
  const Again again(any.stage, ranking);
  const auto needs = needs_of(any.stage, ranking);
  for (std::size_t place = 0; place < needs.size(); ++place) {
    RC_LOG() << told(ranking.results[place], needs[place]);
    holds(again, any.stage, ranking, place, needs[place]);
  }
}

RC_GTEST_PROP(Needs, is_what_the_rules_alone_say_whatever_people_decide, ()) {
  const AnyStage any = any_stage_and_sheets();
  RC_LOG() << told(any);
  const Ranking alone = rank(any.stage, any.candidates);
  const auto expected = needs_of(any.stage, alone);
  const TieSettlement settlement = any_settlement(alone);
  std::vector<Candidate> candidates = any.candidates;
  const Ranking judged = judge(any.stage, candidates, &settlement, any_plenary(alone));
  const auto needs = needs_of(any.stage, judged);
  for (std::size_t place = 0; place < needs.size(); ++place) {
    const Ranked& ranked = judged.results[place];
    const auto before = std::ranges::find(alone.results, ranked.candidate->proposal, [](const Ranked& each) { return each.candidate->proposal; });
    const Needs& same = expected[static_cast<std::size_t>(before - alone.results.begin())];
    RC_LOG() << told(ranked, needs[place]) << told(*before, same);
    RC_ASSERT(in_by_ranking(ranked) == before->in);
    RC_ASSERT(reason_by_ranking(ranked) == before->reason);
    RC_ASSERT((ranked.in == before->in && ranked.reason == before->reason) || ranked.overruled.has_value());
    RC_ASSERT(needs[place].lift == same.lift);
    RC_ASSERT(needs[place].equal == same.equal);
    RC_ASSERT(needs[place].tie_is_left == same.tie_is_left);
  }
}

RC_GTEST_PROP(Needs, has_the_margin_to_the_passing_grade_where_that_is_not_the_value, ()) {
  AnyStage any = any_stage_and_sheets();
  any.stage.passing_grade = Decimal(30, 0);
  any.stage.policy.normalisation = one_in(2) ? Normalisation::z_score : Normalisation::rank;
  const Ranking ranking = rank(any.stage, any.candidates);
  const Again again(any.stage, ranking);
  const auto needs = needs_of(any.stage, ranking);
  for (std::size_t place = 0; place < needs.size(); ++place) {
    const Ranked& ranked = ranking.results[place];
    if (!ranked.in) continue;
    const Rational fall = negative(*needs[place].to_grade);
    RC_ASSERT(again.with(place, Rational(), fall.minus(a_hair).value()) == Outcome::out);
  }
}

// On plain sheets themselves: with the points added to every line of every sheet, and nothing to break ties, the whole decision made again.
RC_GTEST_PROP(Needs, is_true_of_the_sheets_too, ()) {
  AnyStage any = any_stage_and_sheets();
  any.stage.policy.normalisation = Normalisation::none;
  any.stage.tie_criteria.clear();
  RC_LOG() << told(any);
  const Ranking ranking = rank(any.stage, any.candidates);
  const auto needs = needs_of(any.stage, ranking);
  for (std::size_t place = 0; place < needs.size(); ++place) {
    const Ranked& ranked = ranking.results[place];
    RC_LOG() << told(ranked, needs[place]);
    if (!needs[place].lift) continue;
    const auto points = needs[place].lift->to_decimal(4, Rounding::half_even);
    if (!points || !(Rational(*points) == *needs[place].lift)) continue;  // sheets take four decimals
    const auto outcome_with = [&](std::int64_t beyond) {
      std::vector<Candidate> candidates = any.candidates;
      Candidate& one = *std::ranges::find(candidates, ranked.candidate->proposal, &Candidate::proposal);
      for (Sheet& sheet : one.sheets)
        for (auto& [line, score] : sheet.scores)
          score = *Rational(score).plus(Rational(*points)).value().plus(Rational(Decimal(beyond, 4))).value().to_decimal(4, Rounding::down);
      const Ranking again = rank(any.stage, candidates);
      const auto found = std::ranges::find(again.results, one.proposal, [](const Ranked& each) { return each.candidate->proposal; });
      return found->in && std::ranges::find(again.unsettled, one.proposal) == again.unsettled.end();
    };
    RC_ASSERT(outcome_with(ranked.in ? -1 : 1) != ranked.in);
    if (needs[place].equal) RC_ASSERT(outcome_with(0) != ranked.in);
  }
}

}  // namespace jejak::workflows
