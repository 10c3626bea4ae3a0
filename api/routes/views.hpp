#pragma once
#include <string>
#include <string_view>

#include "api/routes/context.hpp"
#include "api/routes/serve_view.hpp"
#include "api/routes/table.hpp"
#include "engine/ports/view_store.hpp"

namespace jejak::routes {

// The sources of the table's list and document routes.
ViewSource source_of(const ListRoute& route);
ViewSource source_of(const DocumentRoute& route);

// One document that the caller may see; `problem` is set (404, or a failure) where there is none.
struct Sight {
  std::string bytes;      // as stored: personal fields are still sealed
  json::object document;  // the same, parsed
  Position position = 0;
  std::optional<http::Response> problem;
};
Sight look_at(const Context& context, std::string_view view, std::string_view key,
              const workflows::Caller& caller);

// Whether a juror is assigned to the proposal, at any stage, and did not step aside from it at one.
bool juror_reads(const Context& context, const workflows::Caller& caller, std::string_view proposal);

// The document's bytes for this caller: sealed fields are opened or null. `opened` becomes true where
// personal data is in them.
std::string reveal(const Context& context, std::string_view bytes, const workflows::Caller& caller,
                   bool& opened);

// The document's bytes without what was made for searching alone.
std::string without_search_text(std::string_view view, std::string document);

// "{competition}/{stage}" filled with the request's path parameters.
std::string fill_key(std::string_view pattern, const http::Request& request);

}  // namespace jejak::routes
