#include "workflows/decision/whole_numbers.hpp"

#include <algorithm>

#include "workflows/decision/linear_program.hpp"

namespace jejak::workflows {

namespace {

enum class Narrowing { contradiction, unchanged, changed };

Narrowing narrow_by(const Row& row, std::vector<Range>& ranges) {
  std::int64_t least = 0, most = 0;
  for (const std::size_t place : row.places) {
    least += ranges[place].least;
    most += ranges[place].most;
  }
  if (most < row.sum.least || least > row.sum.most) return Narrowing::contradiction;
  Narrowing outcome = Narrowing::unchanged;
  for (const std::size_t place : row.places) {
    Range& range = ranges[place];
    const Range narrow{std::max(range.least, row.sum.least - (most - range.most)),
                       std::min(range.most, row.sum.most - (least - range.least))};
    if (narrow.least > narrow.most) return Narrowing::contradiction;
    if (narrow.least == range.least && narrow.most == range.most) continue;
    least += narrow.least - range.least;
    most += narrow.most - range.most;
    range = narrow;
    outcome = Narrowing::changed;
  }
  return outcome;
}

bool narrow(const std::vector<Row>& rows, std::vector<Range>& ranges) {
  for (bool changed = true; changed;) {
    changed = false;
    for (const Row& row : rows) {
      const Narrowing outcome = narrow_by(row, ranges);
      if (outcome == Narrowing::contradiction) return false;
      changed = changed || outcome == Narrowing::changed;
    }
  }
  return true;
}

bool holds(const std::vector<Row>& rows, const std::vector<Range>& ranges, const std::vector<std::int64_t>& numbers) {
  const auto within = [](std::int64_t number, const Range& range) { return range.least <= number && number <= range.most; };
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (!within(numbers[i], ranges[i])) return false;
  return std::ranges::all_of(rows, [&](const Row& row) {
    std::int64_t sum = 0;
    for (const std::size_t place : row.places) sum += numbers[place];
    return within(sum, row.sum);
  });
}

bool is_one_choice(const std::vector<Range>& ranges) {
  return std::ranges::all_of(ranges, [](const Range& range) { return range.least == range.most; });
}

}  // namespace

std::optional<std::vector<std::int64_t>> whole_numbers(std::vector<Range> ranges, const std::vector<Row>& rows,
                                                       std::int64_t& steps) {
  if (ranges.empty()) return holds(rows, ranges, {}) ? std::optional(std::vector<std::int64_t>{}) : std::nullopt;
  LinearProgram program(ranges.size(), rows);
  std::vector<std::vector<Range>> open{std::move(ranges)};
  while (!open.empty() && steps > 0) {
    --steps;
    std::vector<Range> here = std::move(open.back());
    open.pop_back();
    if (!narrow(rows, here)) continue;
    if (auto guessed = program.guess(here); holds(rows, here, guessed)) return guessed;
    const auto suggested = program.satisfy(here);
    if (!suggested) continue;
    if (holds(rows, here, suggested->numbers)) return suggested->numbers;
    if (is_one_choice(here)) continue;
    const Cut& cut = suggested->cut;
    open.push_back(here);
    open.back()[cut.place].most = cut.below;
    here[cut.place].least = cut.below + 1;
    open.push_back(std::move(here));
  }
  return std::nullopt;
}

}  // namespace jejak::workflows
