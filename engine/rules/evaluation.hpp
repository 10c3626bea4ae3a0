#pragma once
#include <forward_list>
#include <optional>
#include <string>

#include "engine/rules/node.hpp"
#include "engine/rules/value.hpp"

namespace jejak::rules {

// One evaluation: its budget, and the arena that owns what it makes. The operations are in operations_*.cpp.
// After the first failure every operation answers undefined and the evaluation winds up.
class Evaluation {
 public:
  Value run(const Rule::Node& node, const Value& data);
  bool failed() const { return error_.has_value(); }
  const std::string& error() const { return *error_; }
  std::size_t steps() const { return steps_; }  // taken so far

  // The value as JSON; NaN, infinities and undefined become null, as JSON.stringify has it.
  json::value to_json(const Value& value, std::size_t depth = 0);

 private:
  Value fail(std::string_view why);
  bool charge(std::size_t steps);  // false once the budget is spent
  Value keep(std::string text);
  Value keep(List list);

  // The argument's value, undefined where there is none.
  Value argument(const Rule::Node& node, std::size_t index, const Value& data);

  Value list(const Rule::Node& node, const Value& data);
  Value var(const Rule::Node& node, const Value& data);
  Value read(const Value& data, const std::vector<PathSegment>& path, const Value& not_found);
  Value read_path(const Value& data, const Value& path, const Value& not_found);
  Value missing(const Rule::Node& node, const Value& data);
  Value missing_of(const List& keys, const Value& data);
  Value missing_some(const Rule::Node& node, const Value& data);

  Value choose(const Rule::Node& node, const Value& data);
  Value first_with_truth(const Rule::Node& node, const Value& data, bool truth);
  Value compare(const Rule::Node& node, const Value& data);

  Value extreme(const Rule::Node& node, const Value& data);
  Value add(const Rule::Node& node, const Value& data);
  Value multiply(const Rule::Node& node, const Value& data);
  Value arithmetic(const Rule::Node& node, const Value& data);

  Value map(const Rule::Node& node, const Value& data);
  Value filter(const Rule::Node& node, const Value& data);
  Value reduce(const Rule::Node& node, const Value& data);
  Value quantify(const Rule::Node& node, const Value& data);
  Value merge(const Rule::Node& node, const Value& data);

  Value in(const Rule::Node& node, const Value& data);
  Value cat(const Rule::Node& node, const Value& data);
  Value substr(const Rule::Node& node, const Value& data);

  Value extra(const Rule::Node& node, const Value& data);
  Value decimals(Op op, const Value& left, const Value& right);
  Value times(Op op, const Value& left, const Value& right);

  // JavaScript's coercions.
  double to_number(const Value& value);
  double to_float(const Value& value);           // parseFloat
  std::string_view to_text(const Value& value);  // borrows from the value or from the arena
  void append_text(std::string& out, const Value& value, std::size_t depth);
  bool loosely_equal(Value left, Value right);
  bool less(const Value& left, const Value& right, bool or_equal);

  std::size_t steps_ = 0;
  std::optional<std::string> error_;
  std::forward_list<std::string> texts_;
  std::forward_list<List> lists_;
  std::forward_list<Pair> pairs_;
};

bool truthy(const Value& value);
bool strictly_equal(const Value& left, const Value& right);

}  // namespace jejak::rules
