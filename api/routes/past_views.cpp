#include "api/routes/past_views.hpp"

#include <algorithm>

#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/context.hpp"
#include "api/routes/view_schema.hpp"
#include "workflows/projections.hpp"

namespace jejak::routes {

bool asks_for_past(const http::Request& request) {
  return request.query_value("at_position") || request.query_value("as_of");
}

Result<std::optional<Position>, http::Response> asked_moment(const Context& context, const http::Request& request) {
  http::QueryReader query(request);
  const auto position = query.number("at_position");
  const auto time = query.instant("as_of");
  if (auto bad = query.problem()) return *std::move(bad);
  const bool waits = request.query_value("after_position").has_value();
  if ((position && time) || (waits && (position || time))) {
    return http::problem(http::Status::bad_request, "invalid_query",
                         "Send one of at_position, as_of and after_position.");
  }
  if (!position && !time) return std::optional<Position>();
  const Position size = context.ports.log.head().size;
  if (position) return std::optional(std::min(*position, size));
  const auto found = context.ports.log.position_at(*time);
  if (!found) return problem_of(found.error());
  return std::optional<Position>(*found);
}

Result<ViewStore*, Failure> PastViews::at(const std::vector<std::string_view>& views, Position position) {
  const auto known = std::find_if(kept_.begin(), kept_.end(), [&](const Entry& each) {
    return each.position == position && each.views == views;
  });
  if (known != kept_.end()) {
    std::rotate(kept_.begin(), known, known + 1);
    return kept_.front().store.get();
  }
  std::vector<Projection> projections;
  std::vector<ViewSchema> schemas;
  for (const std::string_view view : views) {
    projections.push_back(workflows::projections()[view_index(view)]);
    schemas.push_back(projections.back().view);
  }
  auto store = make_(schemas);
  {
    Projector projector(log_, *store, projections);
    if (auto failure = projector.catch_up(position)) return *std::move(failure);
  }
  kept_.push_front({views, position, std::move(store)});
  if (kept_.size() > kept_max) kept_.pop_back();
  return kept_.front().store.get();
}

}  // namespace jejak::routes
