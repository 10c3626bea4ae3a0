#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/rules/rule.hpp"

namespace jejak::rules {

enum class Op : std::uint8_t {
  literal,  // a scalar, or an object or array without logic in it
  list,     // an array with logic in it
  var,
  missing,
  missing_some,
  choose,  // if, ?:
  equal,
  strict_equal,
  unequal,
  strict_unequal,
  negate,  // !
  truth,   // !!
  either,  // or
  both,    // and
  greater,
  greater_equal,
  less,
  less_equal,
  max,
  min,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  map,
  reduce,
  filter,
  all,
  none,
  some,
  merge,
  in,
  cat,
  substr,
  log,
  // Additions to JsonLogic; engine/rules/README.md says what each does.
  word_count,
  decimal_add,
  decimal_subtract,
  decimal_compare,
  days_between,
  time_add
};

// What `name` stands for and, for our own additions, how many arguments it takes (0: JsonLogic's, any
// number).
struct Operator {
  std::string_view name;
  Op op;
  std::size_t arity = 0;
};

const Operator* find_operator(std::string_view name);

struct PathSegment {
  std::string key;
  std::optional<std::uint32_t> index;  // where the key spells one
};

// "a.b.0" split at its dots.
std::vector<PathSegment> split_path(std::string_view path);

struct Rule::Node {
  Op op = Op::literal;
  json::value literal;  // of a literal
  std::vector<Node> arguments;
  bool literal_path = false;      // var: its path is known at load and stands in `path`
  std::vector<PathSegment> path;  // var: empty is the whole data
};

}  // namespace jejak::rules
