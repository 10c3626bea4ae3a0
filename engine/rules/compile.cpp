#include <algorithm>
#include <array>
#include <boost/json/value_to.hpp>

#include "engine/rules/node.hpp"
#include "engine/rules/text.hpp"

namespace jejak::rules {

namespace {

constexpr std::array operators = {
    Operator{"var", Op::var},
    Operator{"missing", Op::missing},
    Operator{"missing_some", Op::missing_some},
    Operator{"if", Op::choose},
    Operator{"?:", Op::choose},
    Operator{"==", Op::equal},
    Operator{"===", Op::strict_equal},
    Operator{"!=", Op::unequal},
    Operator{"!==", Op::strict_unequal},
    Operator{"!", Op::negate},
    Operator{"!!", Op::truth},
    Operator{"or", Op::either},
    Operator{"and", Op::both},
    Operator{">", Op::greater},
    Operator{">=", Op::greater_equal},
    Operator{"<", Op::less},
    Operator{"<=", Op::less_equal},
    Operator{"max", Op::max},
    Operator{"min", Op::min},
    Operator{"+", Op::add},
    Operator{"-", Op::subtract},
    Operator{"*", Op::multiply},
    Operator{"/", Op::divide},
    Operator{"%", Op::modulo},
    Operator{"map", Op::map},
    Operator{"reduce", Op::reduce},
    Operator{"filter", Op::filter},
    Operator{"all", Op::all},
    Operator{"none", Op::none},
    Operator{"some", Op::some},
    Operator{"merge", Op::merge},
    Operator{"in", Op::in},
    Operator{"cat", Op::cat},
    Operator{"substr", Op::substr},
    Operator{"log", Op::log},
    Operator{"word_count", Op::word_count, 1},
    Operator{"decimal_add", Op::decimal_add, 2},
    Operator{"decimal_subtract", Op::decimal_subtract, 2},
    Operator{"decimal_compare", Op::decimal_compare, 2},
    Operator{"days_between", Op::days_between, 2},
    Operator{"time_add", Op::time_add, 2},
};

bool is_logic(const json::value& value) { return value.is_object() && value.get_object().size() == 1; }

// Whether nothing below has to be evaluated. JsonLogic looks into arrays and into objects with one key, no
// others.
bool is_constant(const json::value& value) {
  if (is_logic(value)) return false;
  if (!value.is_array()) return true;
  return std::ranges::all_of(value.get_array(), is_constant);
}

std::size_t nesting(const json::value& value, std::size_t limit) {
  std::size_t deepest = 0;
  if (limit == 0) return 1;
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array) deepest = std::max(deepest, nesting(item, limit - 1));
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) deepest = std::max(deepest, nesting(member.value(), limit - 1));
  } else {
    return 0;
  }
  return deepest + 1;
}

class Compiler {
 public:
  Rule::Node node(const json::value& logic, const std::string& pointer, std::size_t depth);
  Faults faults;

 private:
  void arguments(Rule::Node& node, const json::value& values, const std::string& pointer, std::size_t depth);
};

Rule::Node literal_node(const json::value& value) {
  Rule::Node node;
  node.literal = value;
  return node;
}

// The text that `var` turns a literal path into; nothing where it has to be evaluated.
std::optional<std::string> literal_path(const Rule::Node& path) {
  if (path.op != Op::literal) return std::nullopt;
  if (path.literal.is_null()) return "";
  if (const auto* text = path.literal.if_string()) return std::string(*text);
  if (path.literal.is_number()) {
    std::string text;
    append_number_text(text, path.literal.to_number<double>());
    return text;
  }
  return std::nullopt;
}

void Compiler::arguments(Rule::Node& node, const json::value& values, const std::string& pointer,
                         std::size_t depth) {
  if (const auto* array = values.if_array()) {
    node.arguments.reserve(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) {
      node.arguments.push_back(this->node((*array)[i], pointer + "/" + std::to_string(i), depth + 1));
    }
  } else {
    node.arguments.push_back(this->node(values, pointer, depth + 1));
  }
}

Rule::Node Compiler::node(const json::value& logic, const std::string& pointer, std::size_t depth) {
  if (depth >= rule_depth_max ||
      (is_constant(logic) && nesting(logic, rule_depth_max - depth) > rule_depth_max - depth)) {
    faults.push_back({pointer, "a rule is nested at most " + std::to_string(rule_depth_max) + " deep"});
    return {};
  }
  if (is_constant(logic)) return literal_node(logic);
  Rule::Node node;
  if (logic.is_array()) {
    node.op = Op::list;
    arguments(node, logic, pointer, depth);
    return node;
  }
  const auto& [name, values] = *logic.get_object().begin();
  const std::string place = pointer + "/" + pointer_escape(name);
  const Operator* found = find_operator(name);
  if (found == nullptr) {
    faults.push_back({place, "\"" + std::string(name) + "\" is not a JsonLogic operator"});
    return node;
  }
  node.op = found->op;
  arguments(node, values, place, depth);
  if (found->arity != 0 && node.arguments.size() != found->arity) {
    faults.push_back({place, "\"" + std::string(name) + "\" takes exactly " + std::to_string(found->arity) +
                                 " argument(s)"});
  }
  if (node.op == Op::var) {
    const auto path =
        node.arguments.empty() ? std::optional<std::string>("") : literal_path(node.arguments[0]);
    node.literal_path = path.has_value();
    if (path && !path->empty()) node.path = split_path(*path);
  }
  return node;
}

// Gathers what a node reads from the outermost data. Inside map, filter and their kin `var` reads the
// element.
void gather_paths(const Rule::Node& node, std::vector<std::string>& paths) {
  const auto add = [&](const Rule::Node& argument) {
    const auto path = literal_path(argument);
    if (const std::string text = path.value_or(""); std::ranges::find(paths, text) == paths.end())
      paths.push_back(text);
  };
  const auto& arguments = node.arguments;
  if (node.op == Op::var && arguments.empty()) add(literal_node(nullptr));
  if (node.op == Op::var && !arguments.empty()) add(arguments[0]);
  if (node.op == Op::missing || node.op == Op::missing_some) {
    for (const auto& argument : arguments) {
      const auto* keys = argument.op == Op::literal ? argument.literal.if_array() : nullptr;
      if (keys == nullptr && node.op == Op::missing) add(argument);
      if (keys != nullptr) {
        for (const auto& key : *keys) add(literal_node(key));
      }
    }
  }
  const bool scoped = node.op >= Op::map && node.op <= Op::some;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (!scoped || i != 1) gather_paths(arguments[i], paths);
  }
}

}  // namespace

const Operator* find_operator(std::string_view name) {
  const auto found = std::ranges::find(operators, name, &Operator::name);
  return found == operators.end() ? nullptr : &*found;
}

std::vector<PathSegment> split_path(std::string_view path) {
  std::vector<PathSegment> segments;
  while (true) {
    const std::size_t dot = path.find('.');
    const std::string_view key = path.substr(0, dot);
    segments.push_back({std::string(key), array_index(key)});
    if (dot == std::string_view::npos) return segments;
    path.remove_prefix(dot + 1);
  }
}

Result<Rule, Faults> Rule::compile(const json::value& logic) {
  Compiler compiler;
  auto root = std::make_shared<const Node>(compiler.node(logic, "", 0));
  if (!compiler.faults.empty()) return compiler.faults;
  Rule rule;
  rule.root_ = std::move(root);
  return rule;
}

std::vector<std::string> Rule::paths_read() const {
  std::vector<std::string> paths;
  gather_paths(*root_, paths);
  return paths;
}

}  // namespace jejak::rules
