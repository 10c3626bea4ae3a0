#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "api/documents/decided_stage.hpp"
#include "api/routes/context.hpp"
#include "api/routes/table.hpp"

namespace jejak::routes {

// What papers and tables say, read from the views and the log.

// Where the last event of that type stands in a stream, and the tree that ends with it; nothing where there is none.
Result<std::optional<documents::Seal>, Failure> seal_of(const Context& context, std::string_view stream, std::string_view type);

std::string name_of_organizer(const Context& context, const workflows::Caller& caller, std::string_view organizer);
std::string zone_of(const Context& context, std::string_view competition);  // empty where nobody knows it

// The document as the view has it, sealed fields as they are; empty where there is none.
json::object document_in(const Context& context, std::string_view view, std::string_view key);

// The decided stage of the request's path, with personal names where the caller may see them; the problem where there is none, or it is not the caller's.
Result<documents::DecidedStage, http::Response> decided_stage(const Context& context, const Call& call);

}  // namespace jejak::routes
