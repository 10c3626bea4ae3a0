#include "api/routes/openapi.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "api/routes/access.hpp"
#include "api/routes/answer_schema.hpp"
#include "api/routes/openapi_components.hpp"
#include "api/routes/view_schema.hpp"

namespace jejak::routes {
namespace {

std::string status_text(http::Status status) { return std::to_string(http::code_of(status)); }

json::object reference(std::string_view kind, std::string_view name) {
  return {{"$ref", "#/components/" + std::string(kind) + "/" + std::string(name)}};
}

std::vector<std::string_view> path_parameters(std::string_view pattern) {
  std::vector<std::string_view> names;
  for (auto open = pattern.find('{'); open != std::string_view::npos; open = pattern.find('{', open + 1)) {
    names.push_back(pattern.substr(open + 1, pattern.find('}', open) - open - 1));
  }
  return names;
}

json::object path_parameter(std::string_view name) {
  return {{"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}}}};
}

// A proof is of something: the only query parameters that have no default.
bool is_required(const RouteEntry& entry, std::string_view name) {
  return entry.pattern.starts_with("/v1/log/proof/") && (name == "position" || name == "first");
}

json::object query_parameter(const RouteEntry& entry, std::string_view name) {
  json::object parameter{{"name", name}, {"in", "query"}, {"required", is_required(entry, name)}};
  const auto* list = std::get_if<ListRoute>(&entry.does);
  parameter["description"] = describe_parameter(name);
  json::object schema = parameter_schema(name);
  if (list && name == "sort") {
    json::array fields;
    for (const std::string_view field : sorted_fields(view_schema(list->view))) fields.emplace_back(field);
    schema["enum"] = std::move(fields);
  }
  parameter["schema"] = std::move(schema);
  return parameter;
}

json::array parameters_of(const RouteEntry& entry, const CommandPlan* plan) {
  json::array parameters;
  for (const std::string_view name : path_parameters(entry.pattern))
    parameters.push_back(path_parameter(name));
  for (const std::string_view name : query_of(entry)) parameters.push_back(query_parameter(entry, name));
  if (!std::holds_alternative<CommandRoute>(entry.does)) return parameters;
  const bool writes = entry.method == http::Method::post || entry.method == http::Method::put;
  if (writes) parameters.push_back(reference("parameters", "IdempotencyKey"));
  if (plan->kind->needs_if_match) parameters.push_back(reference("parameters", "IfMatchNeeded"));
  if (plan->kind->takes_if_match && !plan->kind->needs_if_match)
    parameters.push_back(reference("parameters", "IfMatch"));
  return parameters;
}

json::object success(const RouteEntry& entry) {
  const std::string schema = answer_schema_of(entry);
  std::string media = "application/json";
  json::object content_schema = reference("schemas", schema);
  if (schema.find('/') != std::string::npos) {
    media = schema;
    content_schema = {{"type", "string"}};
  }
  json::object response{{"description", "It went well."}};
  response["headers"] = json::object{{"Jejak-Position", reference("headers", "JejakPosition")}};
  response["content"] = json::object{{media, json::object{{"schema", std::move(content_schema)}}}};
  return response;
}

http::Status success_status(const RouteEntry& entry, const CommandPlan* plan) {
  const auto* function = std::get_if<FunctionRoute>(&entry.does);
  if (function && function->starts) return http::Status::accepted;
  if (function && function->file_bytes_max > 0) return http::Status::created;
  return plan && plan->kind->creates ? http::Status::created : http::Status::ok;
}

// The refusals that this route can come to, by status.
std::vector<http::Status> refusals_of(const RouteEntry& entry, const CommandPlan* plan, bool open_to_all) {
  using enum http::Status;
  std::vector<http::Status> statuses = {bad_request, unauthorized, not_acceptable, service_unavailable};
  if (!open_to_all) statuses.push_back(forbidden);
  if (!path_parameters(entry.pattern).empty()) statuses.push_back(not_found);
  if (plan && !plan->kind->query) {
    for (const http::Status each :
         {conflict, content_too_large, unsupported_media_type, unprocessable_content, insufficient_storage}) {
      statuses.push_back(each);
    }
    if (plan->kind->takes_if_match || plan->kind->needs_if_match) statuses.push_back(precondition_failed);
    if (plan->kind->needs_if_match) statuses.push_back(precondition_required);
  }
  std::sort(statuses.begin(), statuses.end());
  return statuses;
}

json::object responses_of(const RouteEntry& entry, const CommandPlan* plan, bool open_to_all) {
  json::object responses;
  const http::Status good = success_status(entry, plan);
  responses[status_text(good)] = success(entry);
  if (good == http::Status::created) responses[status_text(http::Status::ok)] = success(entry);
  const bool view =
      std::holds_alternative<ListRoute>(entry.does) || std::holds_alternative<DocumentRoute>(entry.does);
  if (view)
    responses[status_text(http::Status::not_modified)] =
        json::object{{"description", "Nothing changed since the ETag in If-None-Match."}};
  for (const http::Status each : refusals_of(entry, plan, open_to_all)) {
    responses[status_text(each)] = reference("responses", problem_response_name(each));
  }
  return responses;
}

json::object operation_of(const RouteEntry& entry, const CommandPlan* plan) {
  const auto roles = roles_of(entry);
  const bool open_to_all = std::find(roles.begin(), roles.end(), workflows::Role::anonymous) != roles.end();
  json::object operation{{"operationId", entry.id}, {"summary", entry.summary}};
  operation["tags"] = json::array{entry.id.substr(0, entry.id.find('.'))};
  operation["description"] = describe_roles(roles);
  json::array parameters = parameters_of(entry, plan);
  if (!parameters.empty()) operation["parameters"] = std::move(parameters);
  const bool has_body = plan && (entry.method == http::Method::post || entry.method == http::Method::put);
  if (has_body) {
    json::object media{{"schema", reference("schemas", plan->route.kind)}};
    operation["requestBody"] =
        json::object{{"required", !plan->body_optional},
                     {"content", json::object{{"application/json", std::move(media)}}}};
  }
  if (const auto* function = std::get_if<FunctionRoute>(&entry.does); function && function->file_bytes_max > 0) {
    operation["requestBody"] =
        json::object{{"required", true},
                     {"description", "The file itself, at most " + std::to_string(function->file_bytes_max) + " bytes, whatever its Content-Type."},
                     {"content", json::object{{"application/octet-stream", json::object{}}}}};
  }
  operation["responses"] = responses_of(entry, plan, open_to_all);
  if (open_to_all) {
    operation["security"] = json::array{json::object{}, json::object{{"bearer", json::array{}}}};
  } else {
    operation["security"] = json::array{json::object{{"bearer", json::array{}}}};
  }
  return operation;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return result;
}

}  // namespace

std::string openapi_document(const CommandPlans& commands) {
  json::object paths;
  json::object components = shared_components();
  json::object& schemas = components.at("schemas").as_object();
  for (auto& [name, schema] : answer_schemas()) schemas[name] = std::move(schema);
  for (const RouteEntry& entry : route_table()) {
    const auto* route = std::get_if<CommandRoute>(&entry.does);
    const auto* function = std::get_if<FunctionRoute>(&entry.does);
    const CommandPlan* plan = route ? &commands.of(route->kind) : nullptr;
    if (function && !function->body.empty()) plan = &commands.of(function->body);
    json::value& path = paths[entry.pattern];
    if (!path.is_object()) path = json::object{};
    path.as_object()[lower(http::method_name(entry.method))] = operation_of(entry, plan);
    const bool has_body = plan && (entry.method == http::Method::post || entry.method == http::Method::put);
    if (has_body) schemas[plan->route.kind] = plan->schema_document;
  }
  json::object document{{"openapi", "3.1.0"}};
  document["info"] = document_info();
  document["servers"] = json::array{json::object{{"url", "/"}}};
  document["paths"] = std::move(paths);
  document["components"] = std::move(components);
  return json::serialize(document);
}

}  // namespace jejak::routes
