#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"

namespace jejak::http {

// One line of the route table.
struct Route {
  Method method = Method::get;
  std::string pattern;  // "/v1/proposals/{id}/transitions": literal segments and {name} segments only
  std::string id;       // stable name for logs, metrics and OpenAPI: "proposals.transitions.do"
  Handler handler;
  std::vector<std::string> query;  // the query parameters that it knows; any other is a 400
  std::size_t body_bytes_max = 0;  // 0 is Limits::body_bytes_max
  std::string produces;            // the media type of its answers; empty: Accept is its own business
};

// A route table compiled for matching: a literal segment wins over a {name}, each match costs one walk down a
// tree.
class Router {
 public:
  // A table that cannot be is a bug and throws std::logic_error naming the pattern: a malformed pattern, the
  // same method and path twice (whatever their {names} are called).
  explicit Router(std::vector<Route> routes);
  ~Router();
  Router(Router&&) noexcept;

  // Finds the route and calls its handler with route_id and parameters set. Answers itself with 404 (no such
  // path), 405 with Allow (no such method there), 501 (no method of ours), 204 with Allow (OPTIONS; for the target
  // `*` the methods of any path), 400 (unknown query parameter), 406 (Accept excludes what the route produces),
  // 415 (a coded body).
  // HEAD is served by GET's handler; the request still says HEAD and the session drops the body.
  void dispatch(const RequestPtr& request, Reply reply) const;

  // The body limit of the route that would serve this request, 0 where it states none.
  std::size_t body_bytes_max(const Request& request) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  struct Node;

  void add(std::size_t index);

  std::vector<Route> routes_;
  std::vector<std::vector<std::string>> names_;  // by route: its {names} in order
  std::unique_ptr<Node> root_;
};

}  // namespace jejak::http
