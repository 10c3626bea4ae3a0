#pragma once
#include <string>

#include "api/routes/command_plan.hpp"

namespace jejak::routes {

// The OpenAPI 3.1 document of the route table: every route, its parameters, body and answers.
std::string openapi_document(const CommandPlans& commands);

}  // namespace jejak::routes
