#include <benchmark/benchmark.h>

#include "workflows/decision/agreement.hpp"
#include "workflows/decision/explanation.hpp"
#include "workflows/decision/ranking.hpp"
#include "workflows/decision/sensitivity.hpp"
#include "workflows/jury/assignment.hpp"

// What decides a national year: 3,500 proposals, 200 jurors, five sheets for each proposal.
namespace jejak::workflows {
namespace {

constexpr std::size_t proposals = 3'500;
constexpr std::size_t jurors = 200;
constexpr std::size_t sheets = 5;

class Chance {
 public:
  std::size_t below(std::size_t bound) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return (state_ >> 33) % bound;
  }

 private:
  std::uint64_t state_ = 20261124;
};

ShortlistRule rule(std::string name, Trait trait, std::string value, std::size_t at_least, std::optional<std::size_t> at_most) {
  return {std::move(name), trait, {std::move(value)}, at_least, at_most};
}

Stage national_stage(bool constrained) {
  Stage stage;
  stage.name = "panel";
  stage.criteria = {{"novelty", Decimal(30, 0)}, {"effect", Decimal(30, 0)}, {"use", Decimal(25, 0)}, {"spread", Decimal(15, 0)}};
  stage.score_max = Decimal(100, 0);
  stage.score_step = Decimal(1, 0);
  stage.top = 99;
  stage.tie = Tie::stop;
  stage.tie_criteria = {"effect", "use"};
  stage.policy.normalisation = Normalisation::z_score;
  if (!constrained) return stage;
  for (std::size_t category = 0; category < 6; ++category)
    stage.policy.shortlist.push_back(rule("c" + std::to_string(category), Trait::category, "c" + std::to_string(category), 8 + category, 30));
  stage.policy.shortlist.push_back(rule("3T", Trait::region, "3T", 25, {}));
  stage.policy.shortlist.push_back(rule("past winners", Trait::prior_award, "top45", 0, 6));
  stage.policy.shortlist.push_back(rule("villages", Trait::entrant_kind, "village", 10, 12));
  return stage;
}

std::vector<Candidate> national_year() {
  Chance chance;
  std::vector<Candidate> candidates;
  for (std::size_t i = 0; i < proposals; ++i) {
    const std::string name = "p" + std::to_string(i);
    Candidate each{name, name, "c" + std::to_string(chance.below(6)), static_cast<std::int64_t>(i) + 1, {}};
    if (chance.below(9) == 0) each.traits.region = "3T";
    if (chance.below(8) == 0) each.traits.prior_awards = {"top45"};
    if (chance.below(5) == 0) each.traits.entrant_kind = "village";
    for (std::size_t sheet = 0; sheet < sheets; ++sheet) {
      const auto score = [&] { return Decimal(static_cast<std::int64_t>(50 + chance.below(51)), 0); };
      each.sheets.push_back({"juror-" + std::to_string((i * sheets + sheet) % jurors),
                             {{"novelty", score()}, {"effect", score()}, {"use", score()}, {"spread", score()}}});
    }
    candidates.push_back(std::move(each));
  }
  return candidates;
}

void decide_a_national_year(benchmark::State& state) {
  const Stage stage = national_stage(state.range(0) != 0);
  const auto candidates = national_year();
  for (auto _ : state) {
    const Ranking ranking = rank(stage, candidates);
    if (ranking.undecided || !ranking.conflicting.empty()) state.SkipWithError("no shortlist");
    benchmark::DoNotOptimize(&ranking);
  }
}
BENCHMARK(decide_a_national_year)->Arg(0)->Arg(1)->ArgName("constraints")->Unit(benchmark::kMillisecond);

// Every one of them: what each is told of its own decision is read from the document.
void explain_a_national_year(benchmark::State& state) {
  const Stage stage = national_stage(state.range(0) != 0);
  const auto candidates = national_year();
  const Ranking ranking = rank(stage, candidates);
  for (auto _ : state) benchmark::DoNotOptimize(explanations(stage, ranking));
}
BENCHMARK(explain_a_national_year)->Arg(0)->Arg(1)->ArgName("constraints")->Unit(benchmark::kMillisecond);

void vary_a_national_year(benchmark::State& state) {
  const Stage stage = national_stage(state.range(0) != 0);
  const auto candidates = national_year();
  for (auto _ : state) benchmark::DoNotOptimize(sensitivity(stage, candidates));
}
BENCHMARK(vary_a_national_year)->Arg(0)->Arg(1)->ArgName("constraints")->Unit(benchmark::kMillisecond)->Iterations(1);

void agree_on_a_national_year(benchmark::State& state) {
  const Stage stage = national_stage(false);
  const auto candidates = national_year();
  for (auto _ : state) benchmark::DoNotOptimize(agreement(stage, candidates));
}
BENCHMARK(agree_on_a_national_year)->Unit(benchmark::kMillisecond);

void assign_a_national_year(benchmark::State& state) {
  AssignmentProblem problem;
  Chance chance;
  for (std::size_t j = 0; j < jurors; ++j) problem.jurors.push_back({j % 4, 100});
  problem.proposals = proposals;
  problem.per_proposal = sheets;
  problem.at_least = {1, 1, 1, 1};
  problem.seed = 7;
  for (std::size_t i = 0; i < proposals * jurors; ++i)
    problem.pairs.push_back(chance.below(20) == 0 ? AssignmentProblem::Pair::barred : AssignmentProblem::Pair::open);
  for (auto _ : state) {
    const AssignmentPlan plan = plan_assignment(problem);
    if (!plan.starved.empty()) state.SkipWithError("no plan");
    benchmark::DoNotOptimize(&plan);
  }
}
BENCHMARK(assign_a_national_year)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace jejak::workflows
