#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <bit>

#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

ShortlistRule rule(std::string name, std::size_t at_least, std::optional<std::size_t> at_most) {
  return {std::move(name), Trait::category, {"x"}, at_least, at_most};
}

using Choice = std::vector<bool>;

bool holds(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, const Choice& in) {
  for (std::size_t number = 0; number < rules.size(); ++number) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < alike.size(); ++i) count += in[i] ? alike[i] >> number & 1U : 0;
    if (count < rules[number].at_least || (rules[number].at_most && count > *rules[number].at_most)) return false;
  }
  return true;
}

// Every choice there is, tried: the one that keeps most of the pure ranking and, of those, prefers the best in order.
Choice by_trying_all(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, std::size_t places) {
  const std::size_t wanted = std::min(places, alike.size());
  Choice best;
  std::size_t best_kept = 0;
  for (std::uint32_t bits = 0; bits < 1U << alike.size(); ++bits) {
    if (static_cast<std::size_t>(std::popcount(bits)) != wanted) continue;
    Choice in;
    for (std::size_t i = 0; i < alike.size(); ++i) in.push_back((bits >> i & 1U) != 0);
    if (!holds(rules, alike, in)) continue;
    const auto kept = static_cast<std::size_t>(std::count(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(wanted), true));
    if (best.empty() || kept > best_kept || (kept == best_kept && in > best)) {
      best = in;
      best_kept = kept;
    }
  }
  return best;
}

struct Problem {
  std::vector<ShortlistRule> rules;
  std::vector<std::uint64_t> alike;
  std::size_t places = 0;
};

Problem any_problem(std::size_t candidates_max, std::size_t asked_max) {
  Problem problem;
  const auto rules = *rc::gen::inRange<std::size_t>(0, 5);
  for (std::size_t i = 0; i < rules; ++i) {
    const auto least = *rc::gen::inRange<std::size_t>(0, asked_max + 1);
    const bool bounded = least == 0 || *rc::gen::arbitrary<bool>();
    const auto most = bounded ? std::optional(least + *rc::gen::inRange<std::size_t>(0, 3)) : std::nullopt;
    problem.rules.push_back(rule("r" + std::to_string(i), least, most));
  }
  problem.alike = *rc::gen::container<std::vector<std::uint64_t>>(
      *rc::gen::inRange<std::size_t>(0, candidates_max + 1), rc::gen::inRange<std::uint64_t>(0, 1U << rules));
  problem.places = *rc::gen::inRange<std::size_t>(1, 9);
  return problem;
}

std::vector<ShortlistRule> without(std::vector<ShortlistRule> rules, std::size_t place) {
  rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(place));
  return rules;
}

// The masks speak of all rules: those of the chosen ones alone.
std::vector<std::uint64_t> masks_of(const std::vector<std::uint64_t>& alike, const std::vector<std::size_t>& rules) {
  std::vector<std::uint64_t> masks;
  for (const std::uint64_t all : alike) {
    std::uint64_t mask = 0;
    for (std::size_t i = 0; i < rules.size(); ++i) mask |= (all >> rules[i] & 1U) << i;
    masks.push_back(mask);
  }
  return masks;
}

}  // namespace

TEST(Shortlist, is_the_pure_ranking_where_that_satisfies_every_constraint) {
  const Shortlist chosen = shortlist({rule("one", 1, 2)}, {1, 0, 0, 1}, 2);
  EXPECT_EQ(chosen.in, (Choice{true, true, false, false}));
  EXPECT_TRUE(chosen.conflicting.empty());
}

TEST(Shortlist, brings_in_the_best_that_a_constraint_asks_for_and_lets_the_last_go) {
  EXPECT_EQ(shortlist({rule("frontier", 1, {})}, {0, 0, 0, 0, 1, 1}, 3).in,
            (Choice{true, true, false, false, true, false}));
}

TEST(Shortlist, passes_over_whom_a_constraint_has_no_room_for) {
  EXPECT_EQ(shortlist({rule("past winners", 0, 1)}, {1, 1, 1, 0, 0}, 3).in, (Choice{true, false, false, true, true}));
}

TEST(Shortlist, names_the_smallest_set_of_constraints_that_cannot_hold_together) {
  const std::vector<ShortlistRule> rules{rule("harmless", 0, 3), rule("two of these", 2, {}), rule("two of those", 2, {})};
  const Shortlist chosen = shortlist(rules, {1, 2, 2, 4, 4}, 3);
  EXPECT_TRUE(chosen.in.empty());
  EXPECT_EQ(chosen.conflicting, (std::vector<std::size_t>{1, 2}));
}

RC_GTEST_PROP(Shortlist, is_what_trying_every_choice_finds, ()) {
  const Problem problem = any_problem(11, 3);
  const Shortlist chosen = shortlist(problem.rules, problem.alike, problem.places);
  RC_ASSERT(!chosen.undecided);
  const Choice best = by_trying_all(problem.rules, problem.alike, problem.places);
  RC_ASSERT(chosen.in == best);
  const bool possible = !best.empty() || (problem.alike.empty() && holds(problem.rules, problem.alike, {}));
  RC_ASSERT(chosen.conflicting.empty() == possible);
}

RC_GTEST_PROP(Shortlist, conflicts_in_rules_of_which_none_can_be_left_out, ()) {
  const Problem problem = any_problem(9, 5);
  const Shortlist chosen = shortlist(problem.rules, problem.alike, problem.places);
  RC_CLASSIFY(!chosen.conflicting.empty());
  if (chosen.conflicting.empty()) return;
  std::vector<ShortlistRule> rules;
  for (const std::size_t each : chosen.conflicting) rules.push_back(problem.rules[each]);
  const auto possible = [&](const std::vector<ShortlistRule>& some, const std::vector<std::size_t>& numbers) {
    const auto masks = masks_of(problem.alike, numbers);
    return !by_trying_all(some, masks, problem.places).empty() || (masks.empty() && holds(some, masks, {}));
  };
  RC_ASSERT(!possible(rules, chosen.conflicting));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    std::vector<std::size_t> numbers = chosen.conflicting;
    numbers.erase(numbers.begin() + static_cast<std::ptrdiff_t>(i));
    RC_ASSERT(possible(without(rules, i), numbers));
  }
}

TEST(Shortlist, of_a_national_year_is_chosen_within_its_steps) {
  // 3,500 proposals, 99 places: each of six categories and the frontier regions ask for some, of past winners few are taken,
  // and one kind of entrant is bounded on both sides.
  std::vector<ShortlistRule> rules;
  for (std::size_t category = 0; category < 6; ++category) rules.push_back(rule("c" + std::to_string(category), 8 + category, 30));
  rules.push_back(rule("frontier", 25, {}));
  rules.push_back(rule("past winners", 0, 6));
  rules.push_back(rule("villages", 10, 12));
  std::vector<std::uint64_t> alike;
  std::uint64_t state = 7;
  const auto one_in = [&](std::uint64_t number) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (state >> 33) % number == 0;
  };
  for (std::size_t i = 0; i < 3500; ++i) {
    std::uint64_t mask = std::uint64_t{1} << (i * 7919 % 13 % 6);
    if (one_in(9)) mask |= 1U << 6;
    if (one_in(8)) mask |= 1U << 7;
    if (one_in(5)) mask |= 1U << 8;
    alike.push_back(mask);
  }
  const Shortlist chosen = shortlist(rules, alike, 99);
  EXPECT_FALSE(chosen.undecided);
  ASSERT_EQ(chosen.in.size(), 3500U);
  EXPECT_EQ(std::count(chosen.in.begin(), chosen.in.end(), true), 99);
  EXPECT_TRUE(holds(rules, alike, chosen.in));
}

}  // namespace jejak::workflows
