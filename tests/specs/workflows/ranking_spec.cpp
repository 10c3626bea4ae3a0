#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "tests/specs/workflows/any_stage.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

namespace {

Stage stage_with(std::size_t top, Tie tie = Tie::in) {
  Stage stage;
  stage.name = "interview";
  stage.criteria = {{"use", Decimal(60, 0)}, {"new", Decimal(40, 0)}};
  stage.score_max = Decimal(100, 0);
  stage.score_step = Decimal(1, 0);
  stage.top = top;
  stage.tie = tie;
  stage.tie_criteria = {"use"};
  return stage;
}

Candidate candidate(std::string name, std::int64_t number, std::vector<std::pair<int, int>> sheets) {
  Candidate result{name, name, "tik", number, {}};
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    result.sheets.push_back({"juror-" + std::to_string(i),
                             {{"use", Decimal(sheets[i].first, 0)}, {"new", Decimal(sheets[i].second, 0)}}});
  }
  return result;
}

// One line for each: rank, name, score, in or out.
std::string lines(const Ranking& ranking) {
  std::string text;
  for (const Ranked& ranked : ranking.results) {
    text += std::to_string(ranked.rank) + " " + ranked.candidate->proposal + " " + fraction_text(ranked.score) +
            (ranked.in ? " in\n" : " out\n");
  }
  return text;
}

// Everything that a ranking says, one line for each.
std::string whole(const Ranking& ranking) {
  std::string text = ranking.undecided ? "undecided\n" : "";
  for (const Ranked& ranked : ranking.results) {
    text += std::to_string(ranked.rank) + " " + ranked.candidate->proposal + " " + fraction_text(ranked.score) + " " + fraction_text(ranked.raw);
    for (const Rational& each : ranked.tie_scores) text += " " + fraction_text(each);
    text += (ranked.in ? " in " : " out ") + std::to_string(static_cast<int>(ranked.reason)) + "\n";
  }
  for (const auto& group : ranking.ties)
    for (const std::string& proposal : group) text += "tied " + proposal + (&proposal == &group.back() ? "\n" : ", ");
  for (const std::string& proposal : ranking.unsettled) text += "unsettled " + proposal + "\n";
  for (const std::string& rule : ranking.conflicting) text += "conflicting " + rule + "\n";
  return text;
}

template <class Value>
void shuffle(std::vector<Value>& values) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[up_to(i - 1)]);
}

// The same jurors under each other's names.
void rename_jurors(std::vector<Candidate>& candidates) {
  std::vector<std::string> names{"juror-0", "juror-1", "juror-2"};
  shuffle(names);
  for (Candidate& each : candidates)
    for (Sheet& sheet : each.sheets) sheet.juror = names[static_cast<std::size_t>(sheet.juror.back() - '0')];
}

}  // namespace

TEST(Ranking, is_by_the_exact_weighted_mean_and_shows_ties) {
  const auto stage = stage_with(2);
  const std::vector<Candidate> candidates{candidate("a", 1, {{80, 80}, {80, 80}, {80, 81}}),
                                          candidate("b", 2, {{80, 80}, {80, 81}, {80, 80}}),
                                          candidate("c", 3, {{90, 90}, {90, 90}, {90, 90}}),
                                          candidate("d", 4, {{10, 10}, {10, 10}, {10, 10}})};
  const Ranking ranking = rank(stage, candidates);
  EXPECT_EQ(lines(ranking), "1 c 90 in\n2 a 1202/15 in\n2 b 1202/15 in\n4 d 10 out\n");
  EXPECT_EQ(ranking.ties, (std::vector<std::vector<std::string>>{{"a", "b"}}));
  EXPECT_EQ(ranking.results[1].reason, Reason::tie_at_cut_in);
}

TEST(Ranking, breaks_a_tie_by_the_criteria_that_the_rulebook_lists) {
  const std::vector<Candidate> candidates{candidate("a", 1, {{70, 85}}), candidate("b", 2, {{80, 70}})};
  EXPECT_EQ(lines(rank(stage_with(1), candidates)), "1 b 76 in\n2 a 76 out\n");
}

TEST(Ranking, treats_a_tie_across_the_cut_as_the_rulebook_says) {
  const std::vector<Candidate> candidates{candidate("a", 1, {{90, 90}}), candidate("b", 2, {{80, 80}}),
                                          candidate("c", 3, {{80, 80}})};
  EXPECT_EQ(lines(rank(stage_with(2, Tie::out), candidates)), "1 a 90 in\n2 b 80 out\n2 c 80 out\n");
  EXPECT_EQ(rank(stage_with(2, Tie::stop), candidates).unsettled, (std::vector<std::string>{"b", "c"}));
  EXPECT_TRUE(rank(stage_with(3, Tie::stop), candidates).unsettled.empty());
}

TEST(Ranking, leaves_out_who_is_below_the_passing_grade) {
  auto stage = stage_with(5);
  stage.passing_grade = Decimal(85, 0);
  const std::vector<Candidate> candidates{candidate("a", 1, {{85, 85}}), candidate("b", 2, {{84, 85}})};
  const Ranking ranking = rank(stage, candidates);
  EXPECT_EQ(lines(ranking), "1 a 85 in\n2 b 422/5 out\n");
  EXPECT_EQ(ranking.results[1].reason, Reason::below_passing_grade);
}

TEST(Ranking, can_give_each_category_its_own_places) {
  auto stage = stage_with(1);
  stage.top_per_category = true;
  std::vector<Candidate> candidates{candidate("a", 1, {{90, 90}}), candidate("b", 2, {{80, 80}}),
                                    candidate("c", 3, {{70, 70}})};
  candidates[2].category = "lain";
  EXPECT_EQ(lines(rank(stage, candidates)), "1 a 90 in\n2 b 80 out\n3 c 70 in\n");
}

TEST(Ranking, can_make_strict_and_lenient_jurors_comparable) {
  auto stage = stage_with(1);
  stage.tie_criteria.clear();
  // Juror 0 spreads from 10 to 90, juror 1 from 50 to 52: to both, each proposal is as far from their own average.
  const std::vector<Candidate> candidates{candidate("a", 1, {{10, 10}, {52, 52}}), candidate("b", 2, {{90, 90}, {50, 50}})};
  EXPECT_EQ(lines(rank(stage, candidates)), "1 b 70 in\n2 a 31 out\n");
  stage.policy.normalisation = Normalisation::z_score;
  EXPECT_EQ(lines(rank(stage, candidates)), "1 a 0 in\n1 b 0 in\n");
  stage.policy.normalisation = Normalisation::rank;
  EXPECT_EQ(lines(rank(stage, candidates)), "1 a 1/2 in\n1 b 1/2 in\n");
}

TEST(Ranking, rounds_a_z_score_to_nine_decimals_and_nothing_else) {
  auto stage = stage_with(1);
  stage.policy.normalisation = Normalisation::z_score;
  const std::vector<Candidate> candidates{candidate("a", 1, {{10, 10}}), candidate("b", 2, {{20, 20}}),
                                          candidate("c", 3, {{60, 60}})};
  // The average is 30, the variance 1400/3: 30 / sqrt(1400/3) is 1.38873015...
  const Ranking ranking = rank(stage, candidates);
  EXPECT_EQ(fraction_text(ranking.results[0].score), "27774603/20000000");
  EXPECT_EQ(fraction_text(ranking.results[0].raw), "60");
}

TEST(Ranking, gives_neutral_values_where_a_juror_tells_nothing_apart) {
  auto stage = stage_with(1);
  const std::vector<Candidate> candidates{candidate("a", 1, {{10, 10}})};
  stage.policy.normalisation = Normalisation::z_score;
  EXPECT_EQ(fraction_text(rank(stage, candidates).results[0].score), "0");
  stage.policy.normalisation = Normalisation::rank;
  EXPECT_EQ(fraction_text(rank(stage, candidates).results[0].score), "1/2");
}

TEST(Ranking, can_leave_out_the_extremes) {
  auto stage = stage_with(1);
  const std::vector<Candidate> candidates{candidate("a", 1, {{0, 0}, {50, 50}, {60, 60}, {100, 100}})};
  const auto score = [&] { return fraction_text(rank(stage, candidates).results[0].score); };
  EXPECT_EQ(score(), "105/2");
  stage.policy.aggregate = Aggregate::median;
  EXPECT_EQ(score(), "55");
  stage.policy = {.aggregate = Aggregate::trimmed_mean, .trim = 1};
  EXPECT_EQ(score(), "55");
  stage.policy.trim = 2;  // one of four sheets must be left, so one goes at either end
  EXPECT_EQ(score(), "55");
}

TEST(Ranking, compares_the_passing_grade_with_the_score_before_normalisation) {
  auto stage = stage_with(2);
  stage.policy.normalisation = Normalisation::z_score;
  stage.passing_grade = Decimal(60, 0);
  const std::vector<Candidate> candidates{candidate("a", 1, {{70, 70}}), candidate("b", 2, {{50, 50}})};
  EXPECT_EQ(lines(rank(stage, candidates)), "1 a 1 in\n2 b -1 out\n");
}

// Under every normalisation, aggregate, tie rule, lot and shortlist that any_stage.hpp makes.
RC_GTEST_PROP(Ranking, does_not_depend_on_the_order_of_sheets_jurors_or_proposals, ()) {
  AnyStage any = any_stage_and_sheets();
  RC_LOG() << told(any);
  const std::string before = whole(rank(any.stage, any.candidates));
  shuffle(any.candidates);
  for (Candidate& each : any.candidates) shuffle(each.sheets);
  rename_jurors(any.candidates);
  RC_ASSERT(whole(rank(any.stage, any.candidates)) == before);
}

RC_GTEST_PROP(Ranking, does_not_change_when_all_weights_are_scaled, ()) {
  AnyStage any = any_stage_and_sheets();
  RC_LOG() << told(any);
  const std::string before = whole(rank(any.stage, any.candidates));
  const auto factor = static_cast<std::int64_t>(1 + up_to(999));
  for (Criterion& criterion : any.stage.criteria) criterion.weight = Decimal(criterion.weight.units() * factor, 3);
  RC_ASSERT(whole(rank(any.stage, any.candidates)) == before);
}

// By mean, median or trimmed mean; and who is in stays in, whatever the tie rule and the constraints.
RC_GTEST_PROP(Ranking, never_worsens_the_rank_of_who_gets_a_better_sheet, ()) {
  AnyStage any = any_stage_and_sheets();
  any.stage.policy.normalisation = Normalisation::none;
  RC_LOG() << told(any);
  Candidate& one = any.candidates[up_to(any.candidates.size() - 1)];
  const auto standing = [&] {
    const Ranking ranking = rank(any.stage, any.candidates);
    const auto found = std::ranges::find(ranking.results, one.proposal, [](const Ranked& ranked) { return ranked.candidate->proposal; });
    return std::pair(found->rank, found->in);
  };
  const auto [rank_before, in_before] = standing();
  Sheet& sheet = one.sheets[up_to(one.sheets.size() - 1)];
  for (auto& [line, score] : sheet.scores)
    if (one_in(2)) score = Decimal(score.units() + static_cast<std::int64_t>(up_to(60)), 0);
  const auto [rank_after, in_after] = standing();
  RC_ASSERT(rank_after <= rank_before);
  RC_ASSERT(in_after || !in_before);
}

TEST(Number_text, is_exact_as_a_fraction_and_rounded_half_even_as_a_decimal) {
  const auto third = Rational::of(517, 6).value();
  EXPECT_EQ(fraction_text(third), "517/6");
  EXPECT_EQ(rounded_text(third), "86.1667");
  EXPECT_EQ(sort_units(third), 86166667);
  EXPECT_EQ(fraction_text(Rational::of(-3, 1).value()), "-3");
}

}  // namespace jejak::workflows
