#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "workflows/decision/explanation.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

namespace {

Stage stage_with(std::size_t top, std::vector<ShortlistRule> rules = {}) {
  Stage stage;
  stage.name = "interview";
  stage.criteria = {{"use", Decimal(60, 0)}, {"new", Decimal(40, 0)}};
  stage.score_max = Decimal(100, 0);
  stage.score_step = Decimal(1, 0);
  stage.top = top;
  stage.tie = Tie::stop;
  stage.tie_criteria = {"use"};
  stage.policy.shortlist = std::move(rules);
  return stage;
}

Candidate candidate(std::string name, std::int64_t number, int use, int novelty, std::string category = "tik") {
  Candidate result{name, name, std::move(category), number, {}};
  result.sheets.push_back({"juror", {{"use", Decimal(use, 0)}, {"new", Decimal(novelty, 0)}}});
  return result;
}

std::string why(const Ranking& ranking, std::string_view proposal, std::string_view member) {
  for (const Ranked& ranked : ranking.results) {
    if (ranked.candidate->proposal != proposal) continue;
    const json::value document = why_of(ranked);
    const json::value* found = find_pointer(document, member);
    return found == nullptr ? "(nothing)" : found->is_string() ? std::string(found->get_string()) : canonical_json(*found);
  }
  return "(nobody)";
}

}  // namespace

TEST(Explanation, tells_those_out_how_many_points_are_missing_to_whom) {
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80), candidate("c", 3, 79, 80)};
  const Ranking ranking = rank(stage_with(2), candidates);
  EXPECT_EQ(why(ranking, "c", "/points/fraction"), "3/5");
  EXPECT_EQ(why(ranking, "c", "/than/proposal"), "b");
  EXPECT_EQ(why(ranking, "c", "/text/en"), "0.6 points behind \"b\", the last that is in.");
  EXPECT_EQ(why(ranking, "c", "/text/id"), "Kurang 0,6 poin dari \"b\", yang terakhir lolos.");
}

TEST(Explanation, tells_those_in_how_far_ahead_they_were) {
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80)};
  EXPECT_EQ(why(rank(stage_with(1), candidates), "a", "/text/en"), "10 points ahead of \"b\", the first that is out.");
}

TEST(Explanation, names_the_criterion_that_broke_a_tie) {
  const std::vector<Candidate> candidates{candidate("a", 1, 70, 85), candidate("b", 2, 80, 70)};
  const Ranking ranking = rank(stage_with(1), candidates);
  EXPECT_EQ(why(ranking, "a", "/criterion"), "use");
  EXPECT_EQ(why(ranking, "a", "/text/en"), "Level on points with \"b\", the last that is in; behind in \"use\".");
}

TEST(Explanation, counts_to_the_passing_grade_where_that_is_what_is_missing) {
  Stage stage = stage_with(5);
  stage.passing_grade = Decimal(85, 0);
  const std::vector<Candidate> candidates{candidate("a", 1, 84, 85)};
  EXPECT_EQ(why(rank(stage, candidates), "a", "/text/en"), "0.6 points are missing to the passing grade.");
}

TEST(Explanation, says_that_there_was_a_place_for_all) {
  const std::vector<Candidate> candidates{candidate("a", 1, 10, 10)};
  EXPECT_EQ(why(rank(stage_with(3), candidates), "a", "/text/en"), "There is a place for all who compete for it.");
}

TEST(Explanation, names_the_constraint_that_brought_one_in_and_passed_another_over) {
  const ShortlistRule frontier{"frontier", Trait::category, {"3t"}, 1, std::nullopt};
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80),
                                          candidate("c", 3, 70, 70, "3t"), candidate("d", 4, 60, 60, "3t")};
  const Ranking ranking = rank(stage_with(2, {frontier}), candidates);
  EXPECT_EQ(ranking.results[1].reason, Reason::passed_over);
  EXPECT_EQ(ranking.results[2].reason, Reason::brought_in);
  EXPECT_EQ(why(ranking, "b", "/constraints"), "[\"frontier\"]");
  EXPECT_EQ(why(ranking, "b", "/text/en"), "10 points behind \"a\", the last that is in. Passed over by: frontier.");
  EXPECT_EQ(why(ranking, "c", "/text/en"), "10 points ahead of \"d\", the first that is out. Brought in by: frontier.");
}

TEST(Explanation, leaves_everybody_out_where_the_constraints_conflict) {
  const std::vector<ShortlistRule> rules{{"two", Trait::category, {"3t"}, 2, std::nullopt}};
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80, "3t")};
  const Ranking ranking = rank(stage_with(2, rules), candidates);
  EXPECT_EQ(ranking.conflicting, std::vector<std::string>{"two"});
  for (const Ranked& ranked : ranking.results) EXPECT_FALSE(ranked.in);
}

// What an explanation says is true: with the points that were missing, and a little, one is in.
TEST(Explanation, is_true_of_what_would_have_had_to_differ) {
  for (int lift = 0; lift <= 2; ++lift) {
    const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80), candidate("c", 3, 79 + lift, 79 + lift)};
    const Ranking ranking = rank(stage_with(2), candidates);
    const auto& third = ranking.results[2];
    EXPECT_EQ(third.candidate->proposal, lift < 2 ? "c" : "b");
  }
}

}  // namespace jejak::workflows
