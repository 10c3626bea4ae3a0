#include <algorithm>
#include <array>
#include <map>

#include "engine/statechart/parse.hpp"

// Everything of a definition beside its machine, and compile() itself.
namespace jejak::statechart {

namespace {

constexpr std::array<std::string_view, 9> sections = {"id",     "version", "title", "guards", "actions",
                                                      "delays", "forms",   "roles", "machine"};

// A copy in memory of its own: copying a JSON value alone would take the copy's memory from where the value lives, which
// may be gone long before the definition is (the parser of a log's events reuses its own).
json::value own(const json::value& value) { return json::value(value, json::storage_ptr()); }

bool reads_now(const rules::Rule& rule) {
  const auto paths = rule.paths_read();
  return std::ranges::any_of(
      paths, [](const auto& path) { return path.empty() || path == "now" || path.starts_with("now."); });
}

std::optional<NamedRule> parse_rule(Parser& parser, std::string_view name, const Place& logic) {
  auto rule = rules::Rule::compile(logic.value);
  if (!rule) {
    for (const auto& fault : rule.error()) parser.fault(logic.pointer + fault.pointer, fault.message);
    return std::nullopt;
  }
  NamedRule named{std::string(name), std::move(*rule), own(logic.value), false, logic.pointer};
  named.reads_now = reads_now(named.rule);
  return named;
}

// The object in section `key`, or an empty one where there is none.
const json::object& section(Parser& parser, const Place& document, std::string_view key) {
  static const json::object none;
  const json::value* value = document.value.get_object().if_contains(key);
  if (value == nullptr) return none;
  if (value->is_object()) return value->get_object();
  parser.fault(document.pointer + "/" + std::string(key), "\"" + std::string(key) + "\" is an object");
  return none;
}

// A rule that is refused keeps its name, so that its uses are not reported as well.
void parse_rules(Parser& parser, const Place& document, std::string_view key, std::vector<NamedRule>& rules) {
  const std::string pointer = document.pointer + "/" + std::string(key);
  for (const auto& [name, logic] : section(parser, document, key)) {
    const Place place{logic, pointer + "/" + pointer_escape(name)};
    auto rule = parse_rule(parser, name, place);
    rules.push_back(rule ? std::move(*rule) : NamedRule{std::string(name), {}, own(logic), false, place.pointer});
  }
}

void parse_assignments(Parser& parser, const Place& assign, Action& action) {
  if (!assign.value.is_object()) {
    parser.fault(assign.pointer, "\"assign\" is an object of context keys and their JsonLogic");
    return;
  }
  for (const auto& [key, logic] : assign.value.get_object()) {
    auto rule = parse_rule(parser, key, member(assign, key, logic));
    if (rule) action.assignments.push_back({std::string(key), std::move(*rule)});
  }
}

void parse_action_definitions(Parser& parser, const Place& document) {
  static constexpr std::array<std::string_view, 2> known = {"assign", "description"};
  for (const auto& [name, body] : section(parser, document, "actions")) {
    const Place place{body, document.pointer + "/actions/" + pointer_escape(name)};
    Action action{std::string(name), {}, place.pointer};
    const json::value* assign = body.is_object() ? body.get_object().if_contains("assign") : nullptr;
    if (assign == nullptr) {
      parser.fault(place.pointer, "an action is {\"assign\":{<context key>:<JsonLogic>}}");
    } else {
      refuse_unknown(parser, place, known, "an action");
      parse_assignments(parser, member(place, "assign", *assign), action);
    }
    parser.definition->actions.push_back(std::move(action));
  }
}

void parse_roles(Parser& parser, const Place& document) {
  for (const auto& [event, roles] : section(parser, document, "roles")) {
    const bool texts = roles.is_array() && std::ranges::all_of(roles.get_array(), &json::value::is_string);
    if (!texts) parser.fault("/roles/" + pointer_escape(event), "the roles of an event are a list of names");
  }
  parser.definition->roles = section(parser, document, "roles");
}

void parse_forms(Parser& parser, const Place& document) {
  for (const auto& [event, form] : section(parser, document, "forms")) {
    if (!form.is_object())
      parser.fault("/forms/" + pointer_escape(event), "the form of an event is a JSON Schema object");
  }
  parser.definition->forms = section(parser, document, "forms");
}

void parse_title(Parser& parser, const Place& document) {
  for (const auto& [language, text] : section(parser, document, "title")) {
    if (!text.is_string()) parser.fault("/title/" + pointer_escape(language), "a title is a text");
  }
  parser.definition->title = section(parser, document, "title");
}

std::string parse_text(Parser& parser, const Place& document, std::string_view key) {
  const json::value* value = document.value.get_object().if_contains(key);
  if (value == nullptr) return {};
  if (const auto* text = value->if_string(); text != nullptr && !text->empty()) return std::string(*text);
  parser.fault(document.pointer + "/" + std::string(key),
               "\"" + std::string(key) + "\" is a text that is not empty");
  return {};
}

// The places of all values in document order, for putting the faults into it.
void number_places(const json::value& value, const std::string& pointer,
                   std::map<std::string, std::size_t>& places) {
  places.emplace(pointer, places.size());
  if (const auto* object = value.if_object()) {
    for (const auto& [key, child] : *object)
      number_places(child, pointer + "/" + pointer_escape(key), places);
  } else if (const auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      number_places((*array)[i], pointer + "/" + std::to_string(i), places);
    }
  }
}

void sort_faults(const json::value& document, Faults& faults) {
  std::map<std::string, std::size_t> places;
  number_places(document, "", places);
  std::ranges::stable_sort(faults, {}, [&](const Fault& fault) {
    const auto place = places.find(fault.pointer);
    return place == places.end() ? places.size() : place->second;
  });
}

}  // namespace

void parse_sections(Parser& parser, const Place& document) {
  refuse_unknown(parser, document, sections, "a definition");
  parser.definition->id = parse_text(parser, document, "id");
  parser.definition->version = parse_text(parser, document, "version");
  parse_title(parser, document);
  parse_rules(parser, document, "guards", parser.definition->guards);
  parse_action_definitions(parser, document);
  parse_rules(parser, document, "delays", parser.definition->delays);
  parse_forms(parser, document);
  parse_roles(parser, document);
}

Result<DefinitionPtr, Faults> compile(const json::value& document) {
  if (!document.is_object()) return Faults{{"", "a definition is an object"}};
  Parser parser;
  const Place root{document, ""};
  parse_sections(parser, root);
  if (const json::value* machine = document.get_object().if_contains("machine")) {
    parse_machine(parser, member(root, "machine", *machine));
    resolve_targets(parser);
  } else {
    parser.fault("", "a definition has a \"machine\", an XState configuration");
  }
  if (!parser.faults.empty()) {
    sort_faults(document, parser.faults);
    return parser.faults;
  }
  if (parser.definition->id.empty()) parser.definition->id = parser.definition->states[0].id;
  return DefinitionPtr(std::move(parser.definition));
}

}  // namespace jejak::statechart
