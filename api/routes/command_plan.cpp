#include "api/routes/command_plan.hpp"

#include <stdexcept>
#include <string>

namespace jejak::routes {
namespace {

CommandPlan make_plan(const CommandRoute& route) {
  const auto bug = [&](const std::string& what) {
    throw std::logic_error(std::string(route.kind) + ": " + what);
  };
  CommandPlan plan;
  plan.route = route;
  plan.kind = workflows::find_command_kind(route.kind);
  if (!plan.kind) bug("there is no such command kind");
  auto document = parse_json(plan.kind->body_schema);
  if (!document) bug("the body schema is not JSON: " + document.error().message);
  plan.schema_document = *std::move(document);
  auto schema = workflows::Schema::compile(plan.schema_document);
  if (!schema) bug("the body schema does not compile: " + schema.error().front().message);
  plan.schema = *std::move(schema);
  plan.body_optional = plan.schema.check(json::object{}).empty();
  plan.makes_key = route.kind == "IssueKey";
  plan.changes_keys = plan.makes_key || route.kind == "RevokeKey";
  return plan;
}

}  // namespace

CommandPlans::CommandPlans() {
  for (const RouteEntry& entry : route_table()) {
    if (const auto* route = std::get_if<CommandRoute>(&entry.does)) plans_.push_back(make_plan(*route));
    const auto* function = std::get_if<FunctionRoute>(&entry.does);
    if (function && !function->body.empty()) plans_.push_back(make_plan({function->body}));
  }
  plans_.push_back(make_plan({"PreviewDecision"}));
  plans_.push_back(make_plan({"AddAttachment", "/v1/proposals/{proposal}/attachments/{name}", "attachments-"}));
}

const CommandPlan& CommandPlans::of(std::string_view kind) const {
  for (const CommandPlan& plan : plans_) {
    if (plan.route.kind == kind) return plan;
  }
  throw std::logic_error("no plan for the command " + std::string(kind));
}

}  // namespace jejak::routes
