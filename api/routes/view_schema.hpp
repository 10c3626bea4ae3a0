#pragma once
#include <string_view>
#include <vector>

#include "api/routes/table.hpp"
#include "engine/runtime/projector.hpp"

namespace jejak::routes {

// The view of that name among workflows::projections(). Precondition: it is one of them (a route without one
// is a bug).
const ViewSchema& view_schema(std::string_view view);
std::size_t view_index(std::string_view view);  // as Projector::changed_at wants it

// The query parameters of a list: the view's filtered fields that the path does not bind, q, sort, order,
// limit, cursor, after_position, at_position, as_of.
std::vector<std::string_view> list_parameters(const ListRoute& route);

std::vector<std::string_view> sorted_fields(const ViewSchema& view);
const ViewField* searched_field(const ViewSchema& view);  // the first one, or null

}  // namespace jejak::routes
