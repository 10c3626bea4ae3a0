#include "workflows/schema_message.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

// The place an error speaks of: its pointer, and what the schema and the document have there.
struct Spot {
  std::string pointer;
  const json::value* schema = nullptr;
  const json::value* value = nullptr;
};

const json::value* schema_below(const json::value* schema, std::string_view segment) {
  if (schema == nullptr || !schema->is_object()) return nullptr;
  const auto& members = schema->get_object();
  if (const auto* child = object_of(members, "properties").if_contains(segment)) return child;
  if (const auto* items = members.if_contains("items"); items != nullptr && items->is_object()) return items;
  const auto* further = members.if_contains("additionalProperties");
  return further != nullptr && further->is_object() ? further : nullptr;
}

const json::value* value_below(const json::value* value, std::string_view segment) {
  if (value == nullptr) return nullptr;
  if (const auto* object = value->if_object()) return object->if_contains(segment);
  const auto* array = value->if_array();
  if (array == nullptr) return nullptr;
  const std::size_t index = std::strtoul(std::string(segment).c_str(), nullptr, 10);
  return index < array->size() ? &(*array)[index] : nullptr;
}

Spot find_spot(const json::value& source, const json::value& document, const std::vector<std::string>& context) {
  Spot spot{"", &source, &document};
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string& step = context[i];
    const std::string segment = step.size() >= 2 && step.front() == '[' ? step.substr(1, step.size() - 2) : step;
    spot.schema = schema_below(spot.schema, segment);
    spot.value = value_below(spot.value, segment);
    spot.pointer += "/" + pointer_escape(segment);
  }
  return spot;
}

std::string limit(const Spot& spot, std::string_view keyword) {
  if (spot.schema == nullptr || !spot.schema->is_object()) return "";
  const json::value* value = spot.schema->get_object().if_contains(keyword);
  if (value == nullptr) return "";
  return value->is_string() ? std::string(value->get_string()) : canonical_json(*value);
}

void add(Faults& faults, std::string pointer, std::string message) {
  Fault fault{std::move(pointer), std::move(message)};
  if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(std::move(fault));
}

void add_unknown(Faults& faults, const Spot& spot, std::string_view named) {
  const json::object* known = nullptr;
  if (spot.schema != nullptr && spot.schema->is_object())
    known = &object_of(spot.schema->get_object(), "properties");
  if (known == nullptr || spot.value == nullptr || !spot.value->is_object()) {
    return add(faults, spot.pointer + "/" + pointer_escape(named), "is not a field here");
  }
  for (const auto& [key, value] : spot.value->get_object()) {
    if (!known->contains(key)) add(faults, spot.pointer + "/" + pointer_escape(key), "is not a field here");
  }
}

std::string_view quoted(std::string_view description) {
  const auto begin = description.find('\'', description.find(": ") == description.npos ? 0 : description.find(": "));
  const auto end = description.rfind('\'');
  return begin < end && end != description.npos ? description.substr(begin + 1, end - begin - 1) : std::string_view();
}

std::string pattern_message(const Spot& spot) {
  const std::string described = limit(spot, "description");
  return described.empty() ? "must match " + limit(spot, "pattern") : "must be " + described;
}

}  // namespace

void add_fault(Faults& faults, const json::value& source, const json::value& document,
               const std::vector<std::string>& context, std::string_view description) {
  const Spot spot = find_spot(source, document, context);
  const auto says = [&](std::string_view part) { return description.find(part) != description.npos; };
  if (says("Missing required property")) {
    return add(faults, spot.pointer + "/" + pointer_escape(quoted(description)), "is required");
  }
  if (says("'properties' or 'additionalProperties'")) return add_unknown(faults, spot, quoted(description));
  if (says("'type' constraint")) return add(faults, spot.pointer, "must be of type " + limit(spot, "type"));
  if (says("enum values")) return add(faults, spot.pointer, "must be one of " + limit(spot, "enum"));
  if (says("'const'")) return add(faults, spot.pointer, "must be " + limit(spot, "const"));
  if (says("'pattern'")) return add(faults, spot.pointer, pattern_message(spot));
  if (says("no more than") && says("characters"))
    return add(faults, spot.pointer, "must have at most " + limit(spot, "maxLength") + " characters");
  if (says("no fewer than") && says("characters"))
    return add(faults, spot.pointer, "must have at least " + limit(spot, "minLength") + " character(s)");
  if (says("no more than") && says("elements"))
    return add(faults, spot.pointer, "must have at most " + limit(spot, "maxItems") + " elements");
  if (says("no fewer than") && says("elements"))
    return add(faults, spot.pointer, "must have at least " + limit(spot, "minItems") + " element(s)");
  if (says("no more than"))
    return add(faults, spot.pointer, "must have at most " + limit(spot, "maxProperties") + " members");
  if (says("no fewer than"))
    return add(faults, spot.pointer, "must have at least " + limit(spot, "minProperties") + " member(s)");
  if (says("number less than")) return add(faults, spot.pointer, "must be at most " + limit(spot, "maximum"));
  if (says("number greater than")) return add(faults, spot.pointer, "must be at least " + limit(spot, "minimum"));
  if (says("uniqueness")) return add(faults, spot.pointer, "must not hold one element twice");
  // What is left repeats a fault of a part, or comes from anyOf and the like.
  const bool repeats = says("Failed to validate item") || says("additional properties schema") ||
                       says("associated with p");
  if (!repeats) add(faults, spot.pointer, "does not conform: " + std::string(description));
}

}  // namespace jejak::workflows
