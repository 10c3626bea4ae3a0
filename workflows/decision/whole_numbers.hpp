#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace jejak::workflows {

// least <= number <= most
struct Range {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

// The sum of the numbers at these places is within `sum`.
struct Row {
  std::vector<std::size_t> places;
  Range sum;
};

// Whole numbers, one for each range, that satisfy every row; nothing where there are none. Branch and bound:
// ranges are narrowed by the rows, GLPK proposes, integers check, and where the proposal has fractions both halves are
// searched. Exact: what is returned was checked, and what is excluded was excluded by exact arithmetic. Each step takes
// one from `steps`; nothing with no steps left means that the question is open.
std::optional<std::vector<std::int64_t>> whole_numbers(std::vector<Range> ranges, const std::vector<Row>& rows,
                                                       std::int64_t& steps);

}  // namespace jejak::workflows
