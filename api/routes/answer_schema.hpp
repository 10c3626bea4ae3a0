#pragma once
#include <string>
#include <string_view>

#include "api/routes/command_plan.hpp"
#include "api/routes/table.hpp"

namespace jejak::routes {

// The schemas of what views and commands answer, by component name, from workflows/answers: a view's document is called as the
// view, a page of it "<view>_page", a command's answer "<kind>Answer" (with the receipt where it records something).
json::object answer_schemas();

// The component that describes the good answer of a route; a media type ("text/plain") where it is not JSON.
std::string answer_schema_of(const RouteEntry& entry);

}  // namespace jejak::routes
