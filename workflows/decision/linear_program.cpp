#include "workflows/decision/linear_program.hpp"

#include <glpk.h>

#include <algorithm>
#include <cmath>

namespace jejak::workflows {

namespace {

// At the number that is farthest from whole, or in the middle of the widest range.
Cut cut_of(const std::vector<Range>& ranges, const std::vector<double>& values) {
  Cut cut{0, 0};
  double farthest = 1e-6;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const double off = std::abs(values[i] - std::round(values[i]));
    if (off <= farthest || ranges[i].least == ranges[i].most) continue;
    farthest = off;
    cut = {i, static_cast<std::int64_t>(std::floor(values[i]))};
  }
  if (farthest > 1e-6) return {cut.place, std::clamp(cut.below, ranges[cut.place].least, ranges[cut.place].most - 1)};
  const auto width = [](const Range& range) { return range.most - range.least; };
  const auto widest = std::ranges::max_element(ranges, {}, width);
  return {static_cast<std::size_t>(widest - ranges.begin()), widest->least + width(*widest) / 2};
}

std::vector<double> values_of(glp_prob* program, int columns) {
  std::vector<double> values;
  for (int column = 1; column <= columns; ++column) values.push_back(glp_get_col_prim(program, column));
  return values;
}

}  // namespace

LinearProgram::LinearProgram(std::size_t columns, const std::vector<Row>& rows) : columns_(static_cast<int>(columns)) {
  glp_term_out(GLP_OFF);
  program_ = glp_create_prob();
  glp_add_cols(program_, columns_);
  glp_add_rows(program_, static_cast<int>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::vector<int> places{0};  // GLPK counts from 1
    for (const std::size_t place : rows[i].places) places.push_back(static_cast<int>(place) + 1);
    const std::vector<double> ones(places.size(), 1.0);
    const int row = static_cast<int>(i) + 1;
    glp_set_mat_row(program_, row, static_cast<int>(places.size()) - 1, places.data(), ones.data());
    const Range& sum = rows[i].sum;
    glp_set_row_bnds(program_, row, sum.least == sum.most ? GLP_FX : GLP_DB, static_cast<double>(sum.least),
                     static_cast<double>(sum.most));
  }
}

LinearProgram::~LinearProgram() {
  glp_delete_prob(program_);
  glp_free_env();
}

std::vector<std::int64_t> LinearProgram::guess(const std::vector<Range>& ranges) {
  for (int column = 1; column <= columns_; ++column) {
    const Range& range = ranges[static_cast<std::size_t>(column) - 1];
    glp_set_col_bnds(program_, column, range.least == range.most ? GLP_FX : GLP_DB, static_cast<double>(range.least),
                     static_cast<double>(range.most));
  }
  glp_std_basis(program_);
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  glp_simplex(program_, &settings);
  std::vector<std::int64_t> numbers;
  for (const double value : values_of(program_, columns_)) numbers.push_back(std::llround(value));
  return numbers;
}

std::optional<Suggestion> LinearProgram::satisfy(const std::vector<Range>& ranges) {
  glp_smcp settings;
  glp_init_smcp(&settings);
  settings.msg_lev = GLP_MSG_OFF;
  glp_exact(program_, &settings);
  if (glp_get_status(program_) == GLP_NOFEAS) return std::nullopt;
  const std::vector<double> exact = values_of(program_, columns_);
  Suggestion suggestion;
  for (const double value : exact) suggestion.numbers.push_back(std::llround(value));
  suggestion.cut = cut_of(ranges, exact);
  return suggestion;
}

}  // namespace jejak::workflows
