// The balanced random assignment of jurors: pure numbers, and whole panels, compared with trying everything.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/assignment.hpp"

namespace jejak::workflows {
namespace {

using Pair = AssignmentProblem::Pair;

std::size_t kept_by(const AssignmentProblem& problem, std::size_t juror) {
  std::size_t kept = 0;
  for (std::size_t i = juror; i < problem.pairs.size(); i += problem.jurors.size()) kept += problem.pairs[i] == Pair::kept ? 1 : 0;
  return kept;
}

AssignmentProblem small_problem(std::mt19937& random) {
  AssignmentProblem problem;
  problem.proposals = 1 + random() % 4;
  problem.per_proposal = 1 + random() % 3;
  problem.at_least = {random() % 2, random() % 2};
  for (std::size_t j = 0; j < 2 + random() % 3; ++j) problem.jurors.push_back({random() % 2, random() % 4});
  for (std::size_t i = 0; i < problem.proposals * problem.jurors.size(); ++i) {
    const auto kind = random() % 8;
    problem.pairs.push_back(kind < 2 ? Pair::barred : kind == 2 ? Pair::kept : Pair::open);
    if (kind != 2) continue;
    // Nobody keeps more than they may: the command refuses such a panel.
    auto& seat = problem.jurors[i % problem.jurors.size()];
    seat.load_max = std::max(seat.load_max, kept_by(problem, i % problem.jurors.size()));
  }
  problem.seed = random();
  return problem;
}

bool row_serves(const AssignmentProblem& problem, std::size_t p, unsigned row) {
  std::vector<std::size_t> of(problem.at_least.size());
  std::size_t has = 0;
  for (std::size_t j = 0; j < problem.jurors.size(); ++j) {
    const Pair pair = problem.pairs[p * problem.jurors.size() + j];
    if ((row >> j & 1U) == 0) {
      if (pair == Pair::kept) return false;
      continue;
    }
    if (pair == Pair::barred) return false;
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

bool some_plan(const AssignmentProblem& problem) {
  std::vector<std::size_t> left;
  for (const auto& seat : problem.jurors) left.push_back(seat.load_max);
  return some_plan(problem, 0, left);
}

// The jurors that a plan gives a proposal, those that it keeps among them.
unsigned row_of(const AssignmentProblem& problem, const AssignmentPlan& plan, std::size_t p) {
  unsigned row = 0;
  for (std::size_t j = 0; j < problem.jurors.size(); ++j) row |= problem.pairs[p * problem.jurors.size() + j] == Pair::kept ? 1U << j : 0U;
  for (const std::size_t j : plan.added[p]) row |= 1U << j;
  return row;
}

// RapidCheck prints its seed where it fails.
RC_GTEST_PROP(An_assignment, over_kept_pairs_finds_a_plan_exactly_when_there_is_one_and_else_says_what_is_lacking, (std::uint32_t seed)) {
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    const auto problem = small_problem(random);
    const auto plan = plan_assignment(problem);
    RC_ASSERT(plan.starved.empty() == some_plan(problem));
    RC_ASSERT(plan.lacks.empty() == plan.starved.empty());
    for (std::size_t j = 0; j < problem.jurors.size(); ++j) {
      std::size_t load = kept_by(problem, j);
      for (const auto& added : plan.added) load += static_cast<std::size_t>(std::ranges::count(added, j));
      RC_ASSERT(plan.loads[j] == load);
      RC_ASSERT(load <= problem.jurors[j].load_max);
    }
    for (const auto& lack : plan.lacks) {
      RC_ASSERT(lack.has < lack.needs);
      RC_ASSERT(std::ranges::count(plan.starved, lack.proposal) == 1);
    }
    for (std::size_t p = 0; p < problem.proposals; ++p) {
      for (const std::size_t j : plan.added[p]) RC_ASSERT(problem.pairs[p * problem.jurors.size() + j] == Pair::open);
      if (plan.starved.empty()) RC_ASSERT(row_serves(problem, p, row_of(problem, plan, p)));
    }
  }
}

// A competition with three proposals of two categories and four jurors, some of whom have conflicts, keep what they were given before,
// or have stepped aside; and panels of them at random.
class Panels {
 public:
  explicit Panels(std::mt19937& random) : random_(random) {
    trial_.open("practice");
    for (const char* title : {"A", "B", "C"}) proposals_.push_back(trial_.bring_to_desk(title));
    give("CorrectProposal", secretariat(), {{"proposal", proposals_[2]}}, {{"category", other_category}, {"reason", "Salah kategori"}});
    for (int number = 0; number < 4; ++number) jurors_.push_back(trial_.add_juror(number == 0 ? "Dinas Contoh" : "Universitas"));
    for (int number = 0; number < 3; ++number) {
      const std::string& one = some_juror();
      give("DeclareConflict", juror(one), {{"juror", one}}, {{"proposal", some_proposal()}, {"kind", "family"}, {"reason", "Saudara"}});
      give("AssignJurors", secretariat(), {{"competition", std::string(contest)}},
           {{"stage", "screening"}, {"pairs", json::array{json::object{{"juror", some_juror()}, {"proposals", json::array{some_proposal()}}}}}});
    }
  }
  void check_one();

 private:
  static constexpr const char* other_category = "pelayanan-langsung";

  const std::string& some_juror() { return jurors_[random_() % jurors_.size()]; }
  const std::string& some_proposal() { return proposals_[random_() % proposals_.size()]; }
  CommandOutcome give(std::string name, Caller caller, Path path, json::object body) { return trial_.give({std::move(name), std::move(caller), std::move(path), std::move(body), {}}); }
  json::object some_panel(AssignmentProblem& problem);
  Pair pair_of(const json::object& seat, std::size_t proposal);

  std::mt19937& random_;
  Trial trial_;
  std::vector<std::string> proposals_, jurors_;
};

// What the log says of a juror and a proposal, without the code under test.
Pair Panels::pair_of(const json::object& seat, std::size_t proposal) {
  const std::string_view by = text_of(seat, "juror");
  bool barred = by == jurors_[0], kept = false, aside = false;
  for (const StoredEvent& event : trial_.events()) {
    if (event.data.find(by) == std::string::npos || event.data.find(proposals_[proposal]) == std::string::npos) continue;
    barred = barred || event.type == "ConflictDeclared";
    kept = kept || event.type == "JurorAssigned";
    aside = aside || event.type == "AssessmentVoided";
  }
  const json::array& categories = array_of(seat, "categories");
  const std::string_view own = proposal == 2 ? other_category : "tik";
  barred = barred || (!categories.empty() && std::ranges::find(categories, json::value(own)) == categories.end());
  return aside ? Pair::barred : kept ? Pair::kept : barred ? Pair::barred : Pair::open;
}

json::object Panels::some_panel(AssignmentProblem& problem) {
  json::array seats;
  for (const std::string& by : jurors_) {
    if (random_() % 4 == 0) continue;
    json::object seat{{"juror", by}};
    if (random_() % 2 == 0) seat["load_max"] = static_cast<std::int64_t>(random_() % 4);
    if (random_() % 3 == 0) seat["categories"] = json::array{random_() % 2 == 0 ? "tik" : other_category};
    problem.jurors.push_back({0, seat.contains("load_max") ? static_cast<std::size_t>(integer_of(seat, "load_max")) : proposals_.size()});
    seats.push_back(std::move(seat));
  }
  if (seats.empty()) {
    seats.push_back(json::object{{"juror", jurors_[1]}});
    problem.jurors.push_back({0, proposals_.size()});
  }
  problem.at_least = {0};
  problem.proposals = proposals_.size();
  problem.per_proposal = 1 + random_() % 3;
  for (std::size_t p = 0; p < proposals_.size(); ++p)
    for (const auto& seat : seats) problem.pairs.push_back(pair_of(seat.get_object(), p));
  return {{"panel", std::move(seats)}, {"per_proposal", static_cast<std::int64_t>(problem.per_proposal)}, {"preview", true}, {"seed", static_cast<std::int64_t>(random_() % 1000)}};
}

void Panels::check_one() {
  AssignmentProblem problem;
  const json::object body = some_panel(problem);
  const auto outcome = give("AssignByPlan", secretariat(), {{"competition", std::string(contest)}, {"stage", "screening"}}, body);
  bool exceeded = false;
  for (std::size_t j = 0; j < problem.jurors.size(); ++j) exceeded = exceeded || kept_by(problem, j) > problem.jurors[j].load_max;
  if (const auto* refused = std::get_if<Rejection>(&outcome)) {
    ASSERT_EQ(refused->code, exceeded ? "load_exceeded" : "assignment_impossible") << text(body) << text(refused->details);
    if (exceeded) return;
    ASSERT_FALSE(some_plan(problem)) << text(body) << text(refused->details);
    ASSERT_FALSE(array_of(refused->details, "lacks").empty());
    return;
  }
  ASSERT_FALSE(exceeded) << text(body);
  AssignmentPlan plan;
  plan.added.resize(problem.proposals);
  const json::array& seats = array_of(body, "panel");
  for (const auto& pair : array_of(std::get<Done>(outcome).answer, "pairs")) {
    const auto seat = std::ranges::find_if(seats, [&](const json::value& each) { return each.at("juror") == pair.at("juror"); });
    for (const auto& id : pair.at("proposals").as_array()) {
      const auto p = static_cast<std::size_t>(std::ranges::find(proposals_, std::string(id.as_string())) - proposals_.begin());
      const auto j = static_cast<std::size_t>(seat - seats.begin());
      ASSERT_EQ(problem.pairs[p * seats.size() + j], Pair::open) << text(body);
      plan.added[p].push_back(j);
    }
  }
  for (std::size_t p = 0; p < problem.proposals; ++p) ASSERT_TRUE(row_serves(problem, p, row_of(problem, plan, p))) << text(body);
}

TEST(A_panel, of_any_conflicts_categories_caps_and_kept_pairs_is_served_within_every_rule_or_told_why_not) {
  for (const unsigned seed : {20261128U, 7U, 1945U, 42U, 99U}) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    Panels panels(random);
    for (int round = 0; round < 40 && !testing::Test::HasFatalFailure(); ++round) panels.check_one();
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
