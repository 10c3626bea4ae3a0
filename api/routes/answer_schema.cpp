#include "api/routes/answer_schema.hpp"

#include <stdexcept>

#include "workflows/command.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::routes {
namespace {

json::object shipped_answers(std::string_view id) {
  auto document = workflows::shipped_document("answers", id);
  if (!document) throw std::logic_error("workflows/answers/" + std::string(id) + ".json is not shipped");
  return std::move(document->as_object());
}

json::object reference(std::string_view name) { return {{"$ref", "#/components/schemas/" + std::string(name)}}; }

json::object page_of(std::string_view view) {
  json::object cursor{{"type", json::array{"string", "null"}},
                      {"description", "Send it as cursor for the next page; null on the last one."}};
  json::object items{{"type", "array"}, {"items", reference(view)}};
  return {{"type", "object"},
          {"additionalProperties", false},
          {"required", json::array{"items", "next_cursor"}},
          {"properties", json::object{{"items", std::move(items)}, {"next_cursor", std::move(cursor)}}}};
}

// What the receipt adds to a command's own answer (api/routes/receipt.cpp). Without events nothing had to change.
constexpr std::string_view receipt_text = R"json({
  "position": {"type": "integer"}, "stream": {"type": "string"}, "stream_version": {"type": "integer"},
  "time": {"type": "string", "format": "date-time"}, "leaf_hash": {"$ref": "#/components/schemas/Hash"},
  "events": {"type": "array", "items": {"$ref": "#/components/schemas/RecordedEvent"}}
})json";

json::object with_receipt(json::object own) {
  json::object receipt = parse_json(receipt_text)->as_object();
  if (own.contains("$ref")) {
    json::object beside{{"type", "object"}, {"properties", std::move(receipt)}};
    return {{"allOf", json::array{std::move(own), std::move(beside)}}};
  }
  json::object& members = own["properties"].as_object();
  for (const auto& [name, schema] : receipt) members[name] = schema;
  return own;
}

struct SchemaOf {
  std::string operator()(const CommandRoute& route) const { return std::string(route.kind) + "Answer"; }
  std::string operator()(const ListRoute& route) const { return std::string(route.view) + "_page"; }
  std::string operator()(const DocumentRoute& route) const { return std::string(route.view); }
  std::string operator()(const FunctionRoute& route) const { return std::string(route.schema); }
};

}  // namespace

json::object answer_schemas() {
  json::object schemas;
  for (auto& [view, schema] : shipped_answers("views")) schemas[view] = std::move(schema);
  for (const RouteEntry& entry : route_table()) {
    if (const auto* list = std::get_if<ListRoute>(&entry.does)) schemas[answer_schema_of(entry)] = page_of(list->view);
  }
  for (auto& [kind, schema] : shipped_answers("commands")) {
    const workflows::CommandKind* known = workflows::find_command_kind(kind);
    if (known == nullptr) throw std::logic_error("workflows/answers/commands.json: no command is called " + std::string(kind));
    json::object own = std::move(schema.as_object());
    schemas[std::string(kind) + "Answer"] = known->query ? std::move(own) : with_receipt(std::move(own));
  }
  return schemas;
}

std::string answer_schema_of(const RouteEntry& entry) { return std::visit(SchemaOf{}, entry.does); }

}  // namespace jejak::routes
