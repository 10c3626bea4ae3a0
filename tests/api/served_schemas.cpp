#include "tests/api/served_schemas.hpp"

#include <stdexcept>

namespace jejak::tests {
namespace {

// "/v1/proposals/{proposal}" takes "/v1/proposals/17".
bool takes(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() == '{') {
      pattern.remove_prefix(pattern.find('}') + 1);
      path.remove_prefix(std::min(path.find('/'), path.size()));
    } else if (pattern.front() == path.front()) {
      pattern.remove_prefix(1);
      path.remove_prefix(1);
    } else {
      return false;
    }
  }
  return pattern.empty() && path.empty();
}

// The path of the document that a request came by: literal segments go before parameters.
const json::value* path_item(const json::object& paths, std::string_view path) {
  const json::value* found = paths.if_contains(path);
  if (found != nullptr && path.find('{') == std::string_view::npos) return found;
  for (const auto& [pattern, item] : paths) {
    if (takes(pattern, path)) found = &item;
  }
  return found;
}

// Puts what they refer to in the place of references: our own schemas have no cycles.
json::value resolved(const json::value& document, const json::value& schema) {
  if (const auto* array = schema.if_array()) {
    json::array result;
    for (const json::value& each : *array) result.push_back(resolved(document, each));
    return result;
  }
  const auto* object = schema.if_object();
  if (object == nullptr) return schema;
  if (const json::value* reference = object->if_contains("$ref")) {
    const json::value* target = find_pointer(document, std::string_view(reference->as_string()).substr(1));
    if (target == nullptr) throw std::logic_error("nothing at " + std::string(reference->as_string()));
    return resolved(document, *target);
  }
  json::object result;
  for (const auto& [name, member] : *object) result[name] = resolved(document, member);
  return result;
}

std::string lower_name(http::Method method) {
  std::string name(http::method_name(method));
  for (char& c : name) c = static_cast<char>(c | 0x20);
  return name;
}

}  // namespace

const workflows::Schema* ServedSchemas::schema_of(http::Method method, std::string_view path, unsigned status) {
  const json::value* item = path_item(document_.as_object().at("paths").as_object(), path);
  if (item == nullptr) return nullptr;
  const std::string pointer =
      "/" + lower_name(method) + "/responses/" + std::to_string(status) + "/content/application~1json/schema";
  const json::value* schema = find_pointer(*item, pointer);
  if (schema == nullptr) return nullptr;
  const std::string name = canonical_json(*schema);
  if (const auto known = compiled_.find(name); known != compiled_.end()) return &known->second;
  auto compiled = workflows::Schema::compile(resolved(document_, *schema));
  if (!compiled) throw std::logic_error("the schema does not compile: " + name);
  return &compiled_.emplace(name, *std::move(compiled)).first->second;
}

std::string ServedSchemas::faults_of(http::Method method, std::string_view path, unsigned status,
                                     const json::value& answer) {
  const workflows::Schema* schema = schema_of(method, path, status);
  if (schema == nullptr) return "no schema is served for this answer\n";
  std::string lines;
  for (const Fault& fault : schema->check(answer)) lines += fault.pointer + " " + fault.message + "\n";
  return lines;
}

}  // namespace jejak::tests
