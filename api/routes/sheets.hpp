#pragma once
#include <optional>
#include <string>

#include "api/routes/context.hpp"
#include "workflows/command.hpp"

namespace jejak::routes {

// Adds `comments` to a document of the view `results`: what the jurors wrote to the entrant, without their names and in an order that
// does not tell them (by the hash of the words); null for a juror who was erased. `opened` becomes true where there are any.
std::optional<http::Response> add_comments(const Context& context, std::string& result, const workflows::Caller& caller, bool& opened);

}  // namespace jejak::routes
