#include "engine/statechart/explore_data.hpp"

#include <algorithm>

namespace jejak::statechart {

namespace {

constexpr std::size_t values_max = 8;      // of one field
constexpr std::size_t length_max = 2'000;  // of a text or list made up to fit a form

const json::value* part(const json::value* schema, std::string_view key) {
  return schema == nullptr || !schema->is_object() ? nullptr : schema->get_object().if_contains(key);
}

std::optional<double> number_part(const json::value* schema, std::string_view key) {
  const json::value* value = part(schema, key);
  return value != nullptr && value->is_number() ? std::optional(value->to_number<double>()) : std::nullopt;
}

std::size_t length_part(const json::value* schema, std::string_view key, std::size_t otherwise) {
  const double length = number_part(schema, key).value_or(static_cast<double>(otherwise));
  return static_cast<std::size_t>(std::clamp(length, 0.0, static_cast<double>(length_max)));
}

void add(std::vector<json::value>& values, json::value value) {
  if (values.size() < values_max && std::ranges::find(values, value) == values.end())
    values.push_back(std::move(value));
}

// The literals and their neighbours: what a comparison with them can tell apart.
std::vector<json::value> around(const std::vector<json::value>& literals) {
  std::vector<json::value> values;
  for (const auto& literal : literals) {
    add(values, literal);
    if (const auto* whole = literal.if_int64()) {
      add(values, *whole + 1);
      add(values, *whole - 1);
    } else if (const auto* number = literal.if_double()) {
      add(values, *number + 1);
      add(values, *number - 1);
    } else if (literal.is_bool()) {
      add(values, !literal.get_bool());
    } else if (literal.is_string()) {
      add(values, "x");
    }
  }
  add(values, true);
  add(values, false);
  return values;
}

json::value instance(const json::value& schema);

std::vector<json::value> numbers_of(const json::value& schema, const std::vector<json::value>& literals,
                                    bool whole) {
  const auto least = number_part(&schema, "minimum");
  const auto most = number_part(&schema, "maximum");
  std::vector<json::value> candidates = around(literals);
  const double start =
      std::clamp(0.0, least.value_or(0.0), std::max(least.value_or(0.0), most.value_or(0.0)));
  candidates.emplace_back(static_cast<std::int64_t>(std::clamp(start, -9e15, 9e15)));
  std::vector<json::value> values;
  for (const auto& candidate : candidates) {
    if (!candidate.is_number() || (whole && !candidate.is_int64())) continue;
    const double number = candidate.to_number<double>();
    if ((!least || number >= *least) && (!most || number <= *most)) add(values, candidate);
  }
  return values;
}

// Values of a field that its schema allows, the plainest first.
std::vector<json::value> values_of(const json::value& schema, const std::vector<json::value>& literals) {
  if (const json::value* only = part(&schema, "const")) return {*only};
  std::vector<json::value> values;
  if (const json::value* list = part(&schema, "enum"); list != nullptr && list->is_array()) {
    for (const auto& value : list->get_array()) add(values, value);
    if (!values.empty()) return values;
  }
  const json::value* type = part(&schema, "type");
  if (type != nullptr && type->is_array() && !type->get_array().empty()) type = &type->get_array()[0];
  const std::string_view name =
      type != nullptr && type->is_string() ? std::string_view(type->get_string()) : "";
  if (name == "boolean") return {true, false};
  if (name == "integer" || name == "number") {
    values = numbers_of(schema, literals, name == "integer");
  } else if (name == "string") {
    const std::size_t length = length_part(&schema, "minLength", 1);
    add(values, json::string(std::string(std::max<std::size_t>(length, 1), 'x')));
    for (const auto& literal : literals) {
      if (literal.is_string() && literal.get_string().size() >= length) add(values, literal);
    }
  } else if (name == "array" || name == "object") {
    values.push_back(instance(schema));
  } else if (name == "null") {
    values.emplace_back(nullptr);
  }
  return values.empty() ? around(literals) : values;
}

// The smallest value that fits the schema, as far as we read it.
json::value instance(const json::value& schema) {
  const json::value* type = part(&schema, "type");
  if (type != nullptr && *type == json::value("array")) {
    json::array items;
    const json::value* of_item = part(&schema, "items");
    for (std::size_t i = length_part(&schema, "minItems", 0); i > 0; --i)
      items.push_back(of_item == nullptr ? json::value("x") : instance(*of_item));
    return items;
  }
  const json::value* properties = part(&schema, "properties");
  if (properties == nullptr || !properties->is_object()) {
    if (type == nullptr || *type == json::value("object")) return json::object();
    return values_of(schema, {}).front();
  }
  json::object object;
  const json::value* required = part(&schema, "required");
  if (required == nullptr || !required->is_array()) return object;
  for (const auto& name : required->get_array()) {
    const json::value* property = name.is_string() ? part(properties, name.get_string()) : nullptr;
    if (property != nullptr) object[name.get_string()] = values_of(*property, {}).front();
  }
  return object;
}

// The schema of a field within the form: nothing where the form does not have it and does not allow it
// either.
std::optional<json::value> schema_at(const json::value* form, std::string_view path) {
  if (form == nullptr) return json::object();
  const std::size_t dot = path.find('.');
  const json::value* below = part(part(form, "properties"), path.substr(0, dot));
  if (below == nullptr) {
    const json::value* more = part(form, "additionalProperties");
    return more != nullptr && *more == json::value(false) ? std::nullopt
                                                          : std::optional<json::value>(json::object());
  }
  return dot == path.npos ? *below : schema_at(below, path.substr(dot + 1));
}

void put(json::object& object, std::string_view path, const json::value& value) {
  const std::size_t dot = path.find('.');
  json::value& place = object[path.substr(0, dot)];
  if (dot == path.npos) {
    place = value;
    return;
  }
  if (!place.is_object()) place = json::object();
  put(place.get_object(), path.substr(dot + 1), value);
}

struct Choice {
  std::string path;
  std::vector<json::value> values;
};

std::size_t combinations_of(const std::vector<Choice>& choices, std::size_t count_max) {
  std::size_t count = 1;
  for (const Choice& choice : choices) count = std::min(count * choice.values.size(), count_max + 1);
  return count;
}

// Every combination, numbered in mixed radix.
json::value combination(const json::object& base, const std::vector<Choice>& choices, std::size_t number) {
  json::object data = base;
  for (const Choice& choice : choices) {
    put(data, choice.path, choice.values[number % choice.values.size()]);
    number /= choice.values.size();
  }
  return data;
}

}  // namespace

std::vector<std::optional<json::value>> sample_data(const json::value* form, const Fields& fields,
                                                    std::size_t count_max) {
  std::vector<Choice> choices;
  for (const auto& [path, literals] : fields) {
    if (const auto schema = schema_at(form, path)) choices.push_back({path, values_of(*schema, literals)});
  }
  json::value smallest = form == nullptr ? json::value(json::object()) : instance(*form);
  const json::object base = smallest.is_object() ? smallest.get_object() : json::object();
  if (choices.empty() && base.empty()) return {std::nullopt};
  std::vector<std::optional<json::value>> data;
  const std::size_t combinations = combinations_of(choices, count_max);
  if (combinations <= count_max) {
    for (std::size_t number = 0; number < combinations; ++number)
      data.emplace_back(combination(base, choices, number));
    return data;
  }
  const json::value plain = combination(base, choices, 0);
  data.emplace_back(plain);
  for (std::size_t turn = 1; turn < values_max; ++turn) {
    for (const Choice& choice : choices) {
      if (turn >= choice.values.size() || data.size() >= count_max) continue;
      json::object varied = plain.get_object();
      put(varied, choice.path, choice.values[turn]);
      data.emplace_back(json::value(std::move(varied)));
    }
  }
  return data;
}

}  // namespace jejak::statechart
