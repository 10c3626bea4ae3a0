#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "workflows/decision/whole_numbers.hpp"

// GLPK's problem, which its header calls so.
struct glp_prob;

namespace jejak::workflows {

// Where to cut a box of ranges in two: the lower half's greatest number at that place.
struct Cut {
  std::size_t place;
  std::int64_t below;
};

struct Suggestion {
  std::vector<std::int64_t> numbers;  // the nearest whole ones: to be checked
  Cut cut;                            // where to go on if they are wrong; within the ranges where one of them is wider than a point
};

// Rows as a linear program of GLPK (GNU Linear Programming Kit), whose state belongs to the thread and goes with this object: one
// at a time. Its bounds are whole numbers, which doubles hold exactly. Whether they can be satisfied at all, by whole numbers or not, is
// settled by its simplex in exact arithmetic (glp_exact), which starts where the quick one in floating point arrived.
class LinearProgram {
 public:
  LinearProgram(std::size_t columns, const std::vector<Row>& rows);  // columns >= 1
  ~LinearProgram();
  LinearProgram(const LinearProgram&) = delete;
  LinearProgram& operator=(const LinearProgram&) = delete;

  // Numbers that may satisfy the rows within the ranges, found quickly and to be checked.
  std::vector<std::int64_t> guess(const std::vector<Range>& ranges);
  // After a guess within the same ranges: nothing where no numbers satisfy the rows.
  std::optional<Suggestion> satisfy(const std::vector<Range>& ranges);

 private:
  int columns_;
  glp_prob* program_;
};

}  // namespace jejak::workflows
