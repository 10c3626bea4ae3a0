#include "engine/statechart/explore_rule.hpp"

#include <algorithm>
#include <array>

namespace jejak::statechart {

namespace {

constexpr std::array<std::string_view, 13> walking = {"map",     "reduce",       "filter",    "all", "some",
                                                      "none",    "merge",        "in",        "cat", "substr",
                                                      "missing", "missing_some", "word_count"};

void read_paths(const json::value& value, RuleText& text) {
  if (const auto* path = value.if_string()) text.paths.emplace_back(*path);
  if (const auto* list = value.if_array()) {
    for (const auto& item : *list) read_paths(item, text);
  }
}

void read(const json::value& rule, RuleText& text) {
  if (const auto* list = rule.if_array()) {
    for (const auto& item : *list) read(item, text);
  } else if (const auto* object = rule.if_object()) {
    for (const auto& [op, arguments] : *object) {
      text.walks = text.walks || std::ranges::find(walking, std::string_view(op)) != walking.end();
      const bool reads = op == "var" || op == "missing" || op == "missing_some";
      reads ? read_paths(arguments, text) : read(arguments, text);
    }
  } else {
    text.literals.push_back(rule);
  }
}

}  // namespace

RuleText text_of(const json::value& rule) {
  RuleText text;
  read(rule, text);
  const auto* object = rule.if_object();
  text.is_path =
      object != nullptr && object->size() == 1 && object->begin()->key() == "var" && text.paths.size() == 1;
  return text;
}

}  // namespace jejak::statechart
