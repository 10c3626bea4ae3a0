#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace jejak::workflows {

// Who may read what at one stage, as plain numbers. `pairs` is row by row: pairs[proposal * jurors.size() + juror].
struct AssignmentProblem {
  enum class Pair : std::uint8_t { open, barred, kept };  // kept: assigned before, stays
  struct Seat {
    std::size_t element = 0;   // index into at_least
    std::size_t load_max = 0;  // proposals that this juror reads at most, kept ones included
  };
  std::vector<Seat> jurors;
  std::size_t proposals = 0;
  std::size_t per_proposal = 0;       // jurors that each proposal must have
  std::vector<std::size_t> at_least;  // of them at least so many of each element
  std::vector<Pair> pairs;
  std::uint64_t seed = 0;
};

// `added` has a row of jurors for each proposal. Where some proposal cannot have its jurors, `starved` are proposals that
// lack some and `full` the jurors that are the only ones left to them and their like: no plan serves them all. `lacks` says
// what each of them is short of in this plan, which serves as many as it can.
struct AssignmentPlan {
  struct Lack {
    std::size_t proposal = 0;
    std::optional<std::size_t> element;  // none: jurors of any
    std::size_t has = 0, needs = 0;
  };
  std::vector<std::vector<std::size_t>> added;
  std::vector<std::size_t> loads;  // by juror, kept ones included
  std::vector<std::size_t> starved;
  std::vector<std::size_t> full;
  std::vector<Lack> lacks{};
};

// Finds a plan whenever one exists that leaves the kept pairs alone (augmenting paths, so the shortfall is a cut). Among
// the new pairs no exchange makes the loads more even (no path leads from a juror to one with two proposals less). Chance
// is SplitMix64 over `seed`: the same problem gives the same plan everywhere.
AssignmentPlan plan_assignment(const AssignmentProblem& problem);

}  // namespace jejak::workflows
