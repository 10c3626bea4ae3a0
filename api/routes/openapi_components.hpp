#pragma once
#include <span>
#include <string>
#include <string_view>

#include "api/http/status.hpp"
#include "engine/core/json.hpp"
#include "workflows/command.hpp"

// What the operations of the OpenAPI document refer to.
namespace jejak::routes {

json::object document_info();
json::object shared_components();  // schemas, responses, parameters, headers, securitySchemes

std::string problem_response_name(http::Status status);  // "Problem409"
std::string describe_parameter(std::string_view name);
json::object parameter_schema(std::string_view name);
std::string describe_roles(std::span<const workflows::Role> roles);

}  // namespace jejak::routes
