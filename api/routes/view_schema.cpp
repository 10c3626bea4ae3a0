#include "api/routes/view_schema.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "workflows/projections.hpp"

namespace jejak::routes {

std::size_t view_index(std::string_view view) {
  const auto all = workflows::projections();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Projection& each) { return each.view.name == view; });
  if (found == all.end()) throw std::logic_error("no projection writes the view " + std::string(view));
  return static_cast<std::size_t>(found - all.begin());
}

const ViewSchema& view_schema(std::string_view view) {
  return workflows::projections()[view_index(view)].view;
}

std::vector<std::string_view> list_parameters(const ListRoute& route) {
  const ViewSchema& view = view_schema(route.view);
  std::vector<std::string_view> names;
  for (const ViewField& field : view.fields) {
    const bool bound = std::any_of(route.bound.begin(), route.bound.end(),
                                   [&](const ListRoute::Binding& each) { return each.field == field.name; });
    if (field.filtered && !bound) names.push_back(field.name);
  }
  if (searched_field(view)) names.push_back("q");
  if (!sorted_fields(view).empty()) names.push_back("sort");
  names.insert(names.end(), {"order", "limit", "cursor", "after_position", "at_position", "as_of"});
  return names;
}

std::vector<std::string_view> sorted_fields(const ViewSchema& view) {
  std::vector<std::string_view> names;
  for (const ViewField& field : view.fields) {
    if (field.sorted) names.push_back(field.name);
  }
  return names;
}

const ViewField* searched_field(const ViewSchema& view) {
  const auto found = std::find_if(view.fields.begin(), view.fields.end(),
                                  [](const ViewField& each) { return each.searched; });
  return found == view.fields.end() ? nullptr : &*found;
}

}  // namespace jejak::routes
