#include "workflows/decision/explanation.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/core/json.hpp"
#include "tests/specs/workflows/any_stage.hpp"
#include "workflows/decision/needs.hpp"
#include "workflows/decision/plenary.hpp"

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

std::string why(const Stage& stage, const Ranking& ranking, std::string_view proposal, std::string_view member) {
  const auto all = explanations(stage, ranking);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (ranking.results[i].candidate->proposal != proposal) continue;
    const json::value document = all[i];
    const json::value* found = find_pointer(document, member);
    return found == nullptr ? "(nothing)" : found->is_string() ? std::string(found->get_string()) : canonical_json(*found);
  }
  return "(nobody)";
}

std::string why(const Stage& stage, const std::vector<Candidate>& candidates, std::string_view proposal, std::string_view member) {
  return why(stage, rank(stage, candidates), proposal, member);
}

// The scores as points of one line.
std::vector<Candidate> lined_up(const std::vector<std::pair<std::string, int>>& scores) {
  std::vector<Candidate> candidates;
  for (const auto& [name, score] : scores) {
    const std::string category(1, name.back());
    candidates.push_back(candidate(name, static_cast<std::int64_t>(candidates.size()) + 1, score, score, category));
  }
  return candidates;
}

}  // namespace

TEST(Explanation, tells_those_out_what_would_have_brought_them_in_and_what_happens_then) {
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80), candidate("c", 3, 79, 80)};
  EXPECT_EQ(why(stage_with(2), candidates, "c", "/needs"), R"({"at":"more","in":"score","lift":{"decimal":"0.6","fraction":"3/5"}})");
  EXPECT_EQ(why(stage_with(2), candidates, "c", "/than/proposal"), "b");
  EXPECT_EQ(why(stage_with(2), candidates, "c", "/text/en"),
            "It would have been in with more than 0.6 points more. With that it is level with \"b\"; behind in \"use\".");
  EXPECT_EQ(why(stage_with(2), candidates, "c", "/text/id"),
            "Proposal ini lolos dengan tambahan lebih dari 0,6 poin. Dengan itu nilainya sama dengan \"b\"; kalah pada \"use\".");
}

TEST(Explanation, tells_those_in_how_far_they_could_fall) {
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80)};
  EXPECT_EQ(why(stage_with(1), candidates, "a", "/needs"), R"({"at":"more","in":"score","lift":{"decimal":"-10","fraction":"-10"}})");
  EXPECT_EQ(why(stage_with(1), candidates, "a", "/text/en"),
            "It would not have been in with more than 10 points less. With that it is level with \"b\"; ahead in \"use\".");
}

TEST(Explanation, names_the_criterion_that_broke_a_tie) {
  const std::vector<Candidate> candidates{candidate("a", 1, 70, 85), candidate("b", 2, 80, 70)};
  EXPECT_EQ(why(stage_with(1), candidates, "a", "/criterion"), "use");
  EXPECT_EQ(why(stage_with(1), candidates, "a", "/text/en"), "It would have been in with anything more. It is level with \"b\"; behind in \"use\".");
}

TEST(Explanation, says_whether_being_level_is_enough_by_the_tie_rule) {
  Stage stage = stage_with(1);
  stage.tie_criteria.clear();
  const auto at_tie = [&](Tie tie, std::string_view member) {
    stage.tie = tie;
    return why(stage, lined_up({{"a", 90}, {"b", 80}}), "b", member);
  };
  EXPECT_EQ(at_tie(Tie::in, "/needs/at"), "equal");
  EXPECT_EQ(at_tie(Tie::in, "/text/en"),
            "It would have been in with 10 points more. With that it is level with \"a\"; by the rule all who are tied at the cut go through.");
  EXPECT_EQ(at_tie(Tie::out, "/needs/at"), "more");
  EXPECT_EQ(at_tie(Tie::stop, "/needs"), R"({"at":"more","in":"score","lift":{"decimal":"10","fraction":"10"},"tie":"left"})");
  EXPECT_EQ(at_tie(Tie::stop, "/text/en"),
            "It would have been in with more than 10 points more. With that it is level with \"a\"; the tie is left to people to settle.");
}

TEST(Explanation, does_not_stop_at_the_passing_grade_where_that_is_not_enough) {
  Stage stage = stage_with(1);
  stage.passing_grade = Decimal(60, 0);
  EXPECT_EQ(why(stage, lined_up({{"a", 90}, {"b", 50}}), "b", "/passing_grade/fraction"), "-10");
  EXPECT_EQ(why(stage, lined_up({{"a", 90}, {"b", 50}}), "b", "/needs/lift/fraction"), "40");
  EXPECT_EQ(why(stage, lined_up({{"b", 50}}), "b", "/text/en"), "10 points are missing to the passing grade. It would have been in with 10 points more.");
}

TEST(Explanation, keeps_normalised_values_and_points_apart) {
  Stage stage = stage_with(1);
  stage.policy.normalisation = Normalisation::rank;
  stage.passing_grade = Decimal(60, 0);
  const auto candidates = lined_up({{"a", 90}, {"b", 70}, {"c", 50}});
  EXPECT_EQ(why(stage, candidates, "c", "/text/en"),
            "10 points are missing to the passing grade, before normalisation. With the passing grade reached, it would have been in with more "
            "than 1 of normalised value more. With that it is level with \"a\"; behind in \"use\".");
  EXPECT_EQ(why(stage, candidates, "a", "/text/en"),
            "It would not have been in with more than 0.5 of normalised value less. With that it is level with \"b\"; ahead in \"use\". "
            "It is 30 points above the passing grade, before normalisation.");
  EXPECT_EQ(why(stage, candidates, "b", "/needs/in"), "normalised");
}

TEST(Explanation, gives_a_number_that_four_decimals_do_not_hold_as_a_fraction_besides) {
  std::vector<Candidate> candidates = lined_up({{"a", 50}, {"b", 50}});
  candidates[0].sheets = {candidates[0].sheets[0], candidates[0].sheets[0], candidates[0].sheets[0]};
  candidates[0].sheets[2].scores["use"] = candidates[0].sheets[2].scores["new"] = Decimal(51, 0);
  EXPECT_EQ(why(stage_with(1), candidates, "b", "/text/id").substr(0, 76),
            "Proposal ini lolos dengan tambahan lebih dari sekitar 0,3333 poin (1/3). Den");
}

TEST(Explanation, says_where_the_scale_does_not_go_so_far) {
  Stage stage = stage_with(1);
  stage.tie_criteria.clear();
  EXPECT_EQ(why(stage, lined_up({{"a", 100}, {"b", 98}}), "b", "/needs/beyond_scale"), "true");
  EXPECT_EQ(why(stage, lined_up({{"a", 99}, {"b", 98}}), "b", "/needs/beyond_scale"), "(nothing)");
}

TEST(Explanation, says_that_there_was_a_place_for_all) {
  const std::vector<Candidate> candidates{candidate("a", 1, 10, 10)};
  EXPECT_EQ(why(stage_with(3), candidates, "a", "/text/en"), "There is a place for all who compete for it.");
  EXPECT_EQ(why(stage_with(3), candidates, "a", "/needs"), "null");
}

TEST(Explanation, names_the_constraint_that_brought_one_in_and_passed_another_over) {
  const ShortlistRule frontier{"frontier", Trait::category, {"3t"}, 1, std::nullopt};
  const Stage stage = stage_with(2, {frontier});
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80),
                                          candidate("c", 3, 70, 70, "3t"), candidate("d", 4, 60, 60, "3t")};
  const Ranking ranking = rank(stage, candidates);
  EXPECT_EQ(ranking.results[1].reason, Reason::passed_over);
  EXPECT_EQ(ranking.results[2].reason, Reason::brought_in);
  EXPECT_EQ(why(stage, ranking, "b", "/constraints"), "[\"frontier\"]");
  EXPECT_EQ(why(stage, ranking, "b", "/text/en"),
            "It would have been in with more than 10 points more. With that it is level with \"a\"; behind in \"use\". "
            "Constraints at their limit: frontier.");
  EXPECT_EQ(why(stage, ranking, "c", "/needs/lift/fraction"), "-10");
}

TEST(Explanation, compares_across_what_the_constraints_tell_apart) {
  const ShortlistRule one_b{"one b", Trait::category, {"b"}, 0, 1}, one_c{"one c", Trait::category, {"c"}, 0, 1};
  const Stage stage = stage_with(2, {one_b, one_c});
  const auto candidates = lined_up({{"1a", 90}, {"2a", 85}, {"1c", 80}, {"1b", 70}});
  EXPECT_EQ(why(stage, candidates, "1c", "/text/en").substr(0, 52), "It would have been in with more than 5 points more. ");
  EXPECT_EQ(why(stage, candidates, "1a", "/needs/lift/fraction"), "-10");
}

TEST(Explanation, says_where_no_score_of_its_own_would_have_differed) {
  const ShortlistRule none_b{"no b", Trait::category, {"b"}, 0, 0}, one_c{"one c", Trait::category, {"c"}, 1, 1};
  const Stage stage = stage_with(2, {none_b, one_c});
  const auto candidates = lined_up({{"1a", 90}, {"2a", 85}, {"1b", 95}, {"1c", 10}});
  EXPECT_EQ(why(stage, candidates, "1b", "/needs"), "null");
  EXPECT_EQ(why(stage, candidates, "1b", "/text/en"),
            "With any score it would not have been in, by the shortlist's constraints. Constraints at their limit: no b.");
  EXPECT_EQ(why(stage, candidates, "1c", "/text/en"), "With any score it would have been in, by the shortlist's constraints. Constraints at their limit: one c.");
}

TEST(Explanation, of_a_plenarys_change_is_its_reason_and_what_the_ranking_said) {
  const Stage stage = stage_with(1);
  const std::vector<Candidate> candidates = lined_up({{"a", 90}, {"b", 80}});
  Ranking ranking = rank(stage, candidates);
  apply({{{"change", "b", true, "Satu-satunya dari pulau kecil.", "key-a", "key-b", true}}}, ranking);
  EXPECT_EQ(why(stage, ranking, "b", "/change"), "Satu-satunya dari pulau kecil.");
  EXPECT_EQ(why(stage, ranking, "b", "/by"), R"(["key-a","key-b"])");
  EXPECT_EQ(why(stage, ranking, "b", "/without"), R"({"outcome":"out","reason":"below_cut"})");
  EXPECT_EQ(why(stage, ranking, "b", "/needs"), "(nothing)");
  EXPECT_EQ(why(stage, ranking, "b", "/text/en"),
            "Decided by two people, for this reason: Satu-satunya dari pulau kecil. By the ranking alone: out. Below the number to be chosen.");
  EXPECT_EQ(why(stage, ranking, "a", "/needs/lift/fraction"), "-10");
}

TEST(Explanation, leaves_everybody_out_where_the_constraints_conflict) {
  const std::vector<ShortlistRule> rules{{"two", Trait::category, {"3t"}, 2, std::nullopt}};
  const std::vector<Candidate> candidates{candidate("a", 1, 90, 90), candidate("b", 2, 80, 80, "3t")};
  const Ranking ranking = rank(stage_with(2, rules), candidates);
  EXPECT_EQ(ranking.conflicting, std::vector<std::string>{"two"});
  for (const Ranked& ranked : ranking.results) EXPECT_FALSE(ranked.in);
}

// Every number and every claim that a sentence makes is one of needs_spec.cpp's properties; here, that the document says the same.
RC_GTEST_PROP(Explanation, is_true_of_what_would_have_had_to_differ, ()) {
  const AnyStage any = any_stage_and_sheets();
  const Ranking ranking = rank(any.stage, any.candidates);
  const auto all = explanations(any.stage, ranking);
  const auto needs = needs_of(any.stage, ranking);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const json::value document = all[i];
    const json::value* lift = find_pointer(document, "/needs/lift/fraction");
    RC_ASSERT((lift != nullptr) == needs[i].lift.has_value());
    if (lift != nullptr) RC_ASSERT(std::string_view(lift->get_string()) == fraction_text(*needs[i].lift));
    if (lift != nullptr) RC_ASSERT((find_pointer(document, "/needs/at")->get_string() == "equal") == needs[i].equal);
    for (const char* language : {"/text/en", "/text/id"}) RC_ASSERT(!find_pointer(document, language)->get_string().empty());
  }
}

}  // namespace jejak::workflows
