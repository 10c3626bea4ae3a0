#include "api/http/router.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "api/http/content.hpp"
#include "api/http/problem.hpp"

namespace jejak::http {
namespace {

constexpr std::size_t method_count = static_cast<std::size_t>(Method::other);
constexpr std::size_t no_route = static_cast<std::size_t>(-1);

std::vector<std::string_view> split_pattern(std::string_view pattern) {
  if (pattern.empty() || pattern.front() != '/')
    throw std::logic_error("route pattern must begin with /: " + std::string(pattern));
  std::vector<std::string_view> segments;
  std::string_view rest = pattern.substr(1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('/'), rest.size());
    segments.push_back(rest.substr(0, end));
    if (end == 0 || end + 1 == rest.size())
      throw std::logic_error("route pattern has an empty segment: " + std::string(pattern));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return segments;
}

bool is_capture(std::string_view segment) {
  const bool opens = segment.front() == '{', closes = segment.back() == '}';
  const bool braces = segment.find_first_of("{}") != std::string_view::npos;
  if (braces &&
      (!opens || !closes || segment.size() < 3 || segment.find_first_of("{}", 1) != segment.size() - 1)) {
    throw std::logic_error("route pattern segment must be a literal or {name}: " + std::string(segment));
  }
  return braces;
}

}  // namespace

struct Router::Node {
  Node() { by_method.fill(no_route); }

  bool ends_a_route() const {
    return std::any_of(by_method.begin(), by_method.end(),
                       [](std::size_t index) { return index != no_route; });
  }

  Node& literal(std::string_view segment) {
    for (auto& [text, child] : literals) {
      if (text == segment) return *child;
    }
    return *literals.emplace_back(std::string(segment), std::make_unique<Node>()).second;
  }

  // The node where the path ends; `captured` gets the path's segments that went through {name}s.
  const Node* find(const std::vector<std::string>& path, std::size_t depth,
                   std::vector<const std::string*>& captured) const {
    if (depth == path.size()) return ends_a_route() ? this : nullptr;
    for (const auto& [text, child] : literals) {
      if (text != path[depth]) continue;
      if (const Node* found = child->find(path, depth + 1, captured)) return found;
      break;
    }
    if (!capture) return nullptr;
    captured.push_back(&path[depth]);
    if (const Node* found = capture->find(path, depth + 1, captured)) return found;
    captured.pop_back();
    return nullptr;
  }

  std::size_t route_for(Method method) const {
    if (method == Method::other) return no_route;
    const std::size_t exact = by_method[static_cast<std::size_t>(method)];
    if (exact != no_route || method != Method::head) return exact;
    return by_method[static_cast<std::size_t>(Method::get)];
  }

  std::string allow() const {
    std::string list;
    for (std::size_t method = 0; method < method_count; ++method) {
      const auto each = static_cast<Method>(method);
      if (each != Method::options && route_for(each) == no_route) continue;
      if (!list.empty()) list += ", ";
      list += method_name(each);
    }
    return list;
  }

  std::vector<std::pair<std::string, std::unique_ptr<Node>>> literals;
  std::unique_ptr<Node> capture;
  std::array<std::size_t, method_count> by_method;
};

Router::Router(std::vector<Route> routes)
    : routes_(std::move(routes)), names_(routes_.size()), root_(std::make_unique<Node>()) {
  for (std::size_t index = 0; index < routes_.size(); ++index) add(index);
}

Router::~Router() = default;
Router::Router(Router&&) noexcept = default;

void Router::add(std::size_t index) {
  const Route& route = routes_[index];
  if (route.method == Method::other || !route.handler)
    throw std::logic_error("route without method or handler: " + route.pattern);
  Node* node = root_.get();
  for (const std::string_view segment : split_pattern(route.pattern)) {
    if (!is_capture(segment)) {
      node = &node->literal(segment);
      continue;
    }
    names_[index].emplace_back(segment.substr(1, segment.size() - 2));
    if (!node->capture) node->capture = std::make_unique<Node>();
    node = node->capture.get();
  }
  std::size_t& place = node->by_method[static_cast<std::size_t>(route.method)];
  if (place != no_route) throw std::logic_error("two routes for one method and path: " + route.pattern);
  place = index;
}

namespace {

Response unknown_route() {
  return problem(Status::not_found, "unknown_route",
                 "There is no such path; /openapi.json lists every route.");
}

Response wrong_method(const Request& request, const std::string& allow) {
  Response response = problem(
      Status::method_not_allowed, "method_not_allowed",
      std::string(method_name(request.method)) + " is not a method of this path; it has " + allow + ".",
      {{"allowed", allow}});
  response.with("Allow", allow);
  return response;
}

Response unknown_method() {
  return problem(Status::not_implemented, "method_not_implemented", "No path of this server has that method.");
}

std::string all_methods() {
  std::string list;
  for (std::size_t method = 0; method < method_count; ++method) {
    if (!list.empty()) list += ", ";
    list += method_name(static_cast<Method>(method));
  }
  return list;
}

Response not_acceptable(const std::string& produced) {
  return problem(Status::not_acceptable, "not_acceptable", "Accept leaves no way to answer: this path has " + produced + ".",
                 {{"available", json::array{json::string(produced)}}});
}

Response unknown_parameter(const std::string& name, const std::vector<std::string>& known) {
  json::array allowed(known.begin(), known.end());
  const std::string detail =
      "The query parameter '" + name + "' is not known here; allowed lists those that are.";
  return problem(Status::bad_request, "unknown_query_parameter", detail,
                 {{"parameter", name}, {"allowed", std::move(allowed)}});
}

}  // namespace

void Router::dispatch(const RequestPtr& request, Reply reply) const {
  std::vector<const std::string*> captured;
  if (request->method == Method::other) return reply(unknown_method());
  if (request->target == "*") return reply(empty_response(Status::no_content).with("Allow", all_methods()));
  const Node* node = root_->find(request->path, 0, captured);
  if (!node) return reply(unknown_route());
  const std::size_t index = node->route_for(request->method);
  if (index == no_route) {
    const std::string allow = node->allow();
    if (request->method != Method::options) return reply(wrong_method(*request, allow));
    return reply(empty_response(Status::no_content).with("Allow", allow));
  }
  const Route& route = routes_[index];
  request->route_id = route.id;
  request->parameters.clear();
  for (std::size_t each = 0; each < captured.size(); ++each) {
    request->parameters.push_back({names_[index][each], *captured[each]});
  }
  for (const Parameter& parameter : request->query) {
    const bool known = std::find(route.query.begin(), route.query.end(), parameter.name) != route.query.end();
    if (!known) return reply(unknown_parameter(parameter.name, route.query));
  }
  if (!route.produces.empty() && !accepts(*request, route.produces)) return reply(not_acceptable(route.produces));
  if (auto coded = refuse_coding(*request)) return reply(*std::move(coded));
  route.handler(request, std::move(reply));
}

std::size_t Router::body_bytes_max(const Request& request) const {
  std::vector<const std::string*> captured;
  const Node* node = root_->find(request.path, 0, captured);
  const std::size_t index = node ? node->route_for(request.method) : no_route;
  return index == no_route ? 0 : routes_[index].body_bytes_max;
}

}  // namespace jejak::http
