#pragma once
#include "api/http/message.hpp"
#include "api/routes/command_plan.hpp"
#include "engine/core/result.hpp"

namespace jejak::routes {

// The request's body for this command, or the problem with every fault that can be found without the state: what breaks
// the schema, and members whose names begin with `$`, at any depth, which are the log's own (`$sealed`). An absent body
// is {} where the command allows that, and for methods without one.
Result<json::object, http::Response> read_body(const CommandPlan& plan, const http::Request& request);

bool has_body(const http::Request& request);  // POST and PUT

}  // namespace jejak::routes
