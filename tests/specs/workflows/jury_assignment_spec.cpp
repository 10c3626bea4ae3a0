// The balanced random assignment of jurors: pure numbers, compared with trying everything.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "workflows/jury/assignment.hpp"

namespace jejak::workflows {
namespace {

using Pair = AssignmentProblem::Pair;

AssignmentProblem small_problem(std::mt19937& random) {
  AssignmentProblem problem;
  problem.proposals = 1 + random() % 4;
  problem.per_proposal = 1 + random() % 3;
  problem.at_least = {random() % 2, random() % 2};
  for (std::size_t j = 0; j < 2 + random() % 3; ++j) problem.jurors.push_back({random() % 2, random() % 4});
  for (std::size_t i = 0; i < problem.proposals * problem.jurors.size(); ++i)
    problem.pairs.push_back(random() % 4 == 0 ? Pair::barred : Pair::open);
  problem.seed = random();
  return problem;
}

bool row_serves(const AssignmentProblem& problem, std::size_t p, unsigned row) {
  std::vector<std::size_t> of(problem.at_least.size());
  std::size_t has = 0;
  for (std::size_t j = 0; j < problem.jurors.size(); ++j) {
    if ((row >> j & 1U) == 0) continue;
    if (problem.pairs[p * problem.jurors.size() + j] == Pair::barred) return false;
    ++has;
    ++of[problem.jurors[j].element];
  }
  for (std::size_t e = 0; e < of.size(); ++e) {
    if (of[e] < problem.at_least[e]) return false;
  }
  return has >= problem.per_proposal;
}

// Whether any choice of rows from `p` on keeps every juror within what is left.
bool some_plan(const AssignmentProblem& problem, std::size_t p, std::vector<std::size_t> left) {
  if (p == problem.proposals) return true;
  for (unsigned row = 0; row < 1U << problem.jurors.size(); ++row) {
    if (!row_serves(problem, p, row)) continue;
    auto rest = left;
    bool fits = true;
    for (std::size_t j = 0; j < rest.size(); ++j) {
      if ((row >> j & 1U) == 0) continue;
      fits = fits && rest[j] > 0;
      if (rest[j] > 0) --rest[j];
    }
    if (fits && some_plan(problem, p + 1, rest)) return true;
  }
  return false;
}

TEST(An_assignment, finds_a_plan_exactly_when_there_is_one) {
  const unsigned seed = 20261124;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    const auto problem = small_problem(random);
    const auto plan = plan_assignment(problem);
    std::vector<std::size_t> left;
    for (const auto& seat : problem.jurors) left.push_back(seat.load_max);
    ASSERT_EQ(plan.starved.empty(), some_plan(problem, 0, left)) << "round " << round;
    for (std::size_t j = 0; j < left.size(); ++j) ASSERT_LE(plan.loads[j], left[j]);
    if (!plan.starved.empty()) continue;
    for (std::size_t p = 0; p < problem.proposals; ++p) {
      unsigned row = 0;
      for (const std::size_t j : plan.added[p]) row |= 1U << j;
      ASSERT_TRUE(row_serves(problem, p, row)) << "round " << round << ", proposal " << p;
    }
  }
}

TEST(An_assignment, is_as_even_as_it_can_be_leaves_kept_pairs_and_repeats_itself) {
  AssignmentProblem problem;
  problem.jurors.assign(7, {0, 100});
  problem.proposals = 46;
  problem.per_proposal = 3;
  problem.at_least = {0};
  problem.pairs.assign(46 * 7, Pair::open);
  for (std::size_t p = 0; p < 5; ++p) problem.pairs[p * 7] = Pair::kept;
  const auto plan = plan_assignment(problem);
  const auto [least, most] = std::ranges::minmax(plan.loads);
  EXPECT_LE(most - least, 1U);
  EXPECT_EQ(plan.added[0].size(), 2U);
  EXPECT_EQ(plan.added, plan_assignment(problem).added);
  problem.seed = 1;
  EXPECT_NE(plan.added, plan_assignment(problem).added);
}

}  // namespace
}  // namespace jejak::workflows
