#pragma once
#include <optional>
#include <string>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// What would have had to differ for one proposal: the least change of its own value that gives it the other outcome by the ranking,
// all else as it was. The value is what the ranking orders by, `Ranked::score`; without normalisation that is in points, and what a
// passing grade is compared with (`raw`) changes along.
struct Needs {
  enum class Nothing { all_have_places, constraints, conflict, entangled };
  // What decides between the proposal and `level`, which is level with it in its value after that change.
  enum class Decides { criterion, lot, all_go_through, none_goes_through, people, nothing };

  std::optional<Rational> lift;        // upwards for those out, downwards (negative) for those in; absent: no change would, since `nothing`
  Nothing nothing = Nothing::all_have_places;
  bool equal = false;                  // the change itself is enough; else anything beyond it is and the change itself is not
  bool tie_is_left = false;            // with the change itself there is a tie that people have to settle
  bool beyond_scale = false;           // no sheets give such points
  const Ranked* level = nullptr;       // null: the passing grade alone is in question, or nothing
  Decides decides = Decides::nothing;
  bool ahead = false;                  // of `level`
  std::string criterion{};             // that decides
  std::optional<Rational> to_grade{};  // raw points to the passing grade: missing (negative), or to spare where they are not the value
};

// For each result, in their order. Exact: the line is found by Bars (bar.hpp) and what happens on it by the comparison and the
// choice that the ranking itself makes. Of results that people overruled it tells what the ranking said.
std::vector<Needs> needs_of(const Stage& stage, const Ranking& ranking);

bool in_by_ranking(const Ranked& ranked);
Reason reason_by_ranking(const Ranked& ranked);

}  // namespace jejak::workflows
