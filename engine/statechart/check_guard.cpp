#include "engine/statechart/check_guard.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/rules/text.hpp"

namespace jejak::statechart {

namespace {

constexpr std::size_t combinations_max = 4096;

// What one variable is compared with.
struct Compared {
  std::set<double> numbers = {0, 1};
  std::set<std::string> texts = {"", "x"};
};

bool is_number_text(std::string_view text) { return !std::isnan(rules::number_of_text(text)); }

class Guard {
 public:
  // Whether the rule is in the fragment that can be decided; notes the variables on the way.
  bool read(const json::value& rule);
  bool separate() const;
  GuardVerdict try_all(const rules::Rule& rule) const;

 private:
  bool read_comparison(const json::array& arguments, bool ordered);
  bool read_all(const json::value& arguments);
  Compared* variable(const json::value& rule);

  std::map<std::string, Compared, std::less<>> variables_;
};

bool is_scalar(const json::value& value) { return !value.is_object() && !value.is_array(); }

Compared* Guard::variable(const json::value& rule) {
  const auto* object = rule.if_object();
  if (object == nullptr || object->size() != 1 || object->begin()->key() != "var") return nullptr;
  const auto* path = object->begin()->value().if_string();
  if (path == nullptr || path->empty()) return nullptr;
  return &variables_[std::string(*path)];
}

bool Guard::read_comparison(const json::array& arguments, bool ordered) {
  if (arguments.size() != 2) return false;
  const bool left = is_scalar(arguments[1]);
  Compared* compared = variable(arguments[left ? 0 : 1]);
  const json::value& literal = arguments[left ? 1 : 0];
  if (compared == nullptr || !is_scalar(literal)) return false;
  if (literal.is_number()) compared->numbers.insert(literal.to_number<double>());
  if (const auto* text = literal.if_string()) {
    const std::string_view spelt = *text;
    if (ordered && !is_number_text(spelt)) return false;  // an order of texts, not of numbers
    if (is_number_text(spelt)) compared->numbers.insert(rules::number_of_text(spelt));
    compared->texts.emplace(spelt);
  }
  return true;
}

bool Guard::read_all(const json::value& arguments) {
  const auto* list = arguments.if_array();
  if (list == nullptr) return read(arguments);
  return std::ranges::all_of(*list, [&](const json::value& argument) { return read(argument); });
}

bool Guard::read(const json::value& rule) {
  if (is_scalar(rule) || variable(rule) != nullptr) return true;
  const auto* object = rule.if_object();
  if (object == nullptr || object->size() != 1) return false;
  const std::string_view op = object->begin()->key();
  const json::value& arguments = object->begin()->value();
  static constexpr std::string_view connectives[] = {"and", "or", "!", "!!", "if", "?:"};
  static constexpr std::string_view equalities[] = {"==", "===", "!=", "!=="};
  static constexpr std::string_view orders[] = {"<", "<=", ">", ">="};
  const auto among = [op](const auto& ops) { return std::ranges::find(ops, op) != std::end(ops); };
  if (among(connectives)) return read_all(arguments);
  if (!arguments.is_array() || (!among(equalities) && !among(orders))) return false;
  return read_comparison(arguments.get_array(), among(orders));
}

// Whether no variable lies within another ("context.a", "context.a.b").
bool Guard::separate() const {
  for (const auto& [path, compared] : variables_) {
    const auto below = variables_.lower_bound(path + ".");
    if (below != variables_.end() && below->first.starts_with(path + ".")) return false;
  }
  return true;
}

// One of every kind of value that the comparisons can tell apart; nothing stands for "not there".
std::vector<std::optional<json::value>> values_of(const Compared& compared) {
  std::vector<std::optional<json::value>> values = {std::nullopt, nullptr,       true,
                                                    false,        json::array(), json::object()};
  std::set<double> numbers = compared.numbers;
  double before = *numbers.begin() - 1;
  for (const double number : compared.numbers) {
    numbers.insert(before + (number - before) / 2);
    before = number;
  }
  numbers.insert(*compared.numbers.begin() - 1);
  numbers.insert(before + 1);
  std::set<std::string> texts = compared.texts;
  for (const double number : numbers) {
    values.emplace_back(number);
    std::string text;
    rules::append_number_text(text, number);
    texts.insert(std::move(text));
  }
  for (const auto& text : texts) values.emplace_back(json::string(text));
  return values;
}

void put(json::object& data, std::string_view path, const json::value& value) {
  const std::size_t dot = path.find('.');
  if (dot == path.npos) {
    data[path] = value;
    return;
  }
  json::value& inner = data[path.substr(0, dot)];
  if (!inner.is_object()) inner = json::object();
  put(inner.get_object(), path.substr(dot + 1), value);
}

GuardVerdict Guard::try_all(const rules::Rule& rule) const {
  std::vector<std::pair<std::string_view, std::vector<std::optional<json::value>>>> choices;
  std::size_t combinations = 1;
  for (const auto& [path, compared] : variables_) {
    choices.emplace_back(path, values_of(compared));
    combinations *= choices.back().second.size();
    if (combinations > combinations_max) return {};
  }
  GuardVerdict verdict{false, false};
  for (std::size_t combination = 0; combination < combinations; ++combination) {
    json::object data;
    std::size_t rest = combination;
    for (const auto& [path, values] : choices) {
      const auto& value = values[rest % values.size()];
      rest /= values.size();
      if (value) put(data, path, *value);
    }
    const auto holds = rule.holds(json::value(std::move(data)));
    if (!holds) return {};
    (*holds ? verdict.can_hold : verdict.can_fail) = true;
    if (verdict.can_hold && verdict.can_fail) break;
  }
  return verdict;
}

}  // namespace

GuardVerdict verdict_of(const NamedRule& guard) {
  Guard reading;
  if (!reading.read(guard.source) || !reading.separate()) return {};
  return reading.try_all(guard.rule);
}

}  // namespace jejak::statechart
