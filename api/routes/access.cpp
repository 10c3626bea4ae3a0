#include "api/routes/access.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "api/http/problem.hpp"

namespace jejak::routes {
namespace {

using workflows::Role;

const CallerPtr& anybody() {
  static const CallerPtr caller =
      std::make_shared<const workflows::Caller>(workflows::Caller{"anonymous", Role::anonymous, {}, {}, {}});
  return caller;
}

}  // namespace

Result<CallerPtr, http::Response> authenticate(const KeyDirectory& keys, http::Request& request) {
  if (!request.header("Authorization")) return anybody();
  const auto token = request.bearer_token();
  if (!token) return http::unauthenticated("Authorization must be \"Bearer\" and an API key.");
  CallerPtr caller = keys.find(*token);
  if (!caller) return http::unauthenticated("This API key is not known here, or was revoked.");
  request.principal = caller->actor;
  return caller;
}

std::optional<http::Response> refuse_unless(std::span<const Role> roles, Role role) {
  if (std::find(roles.begin(), roles.end(), role) != roles.end()) return std::nullopt;
  if (role == Role::anonymous)
    return http::unauthenticated("This needs an API key in the Authorization header.");
  return forbidden(roles);
}

std::span<const Role> roles_of(std::string_view action) {
  for (const workflows::Permission& line : workflows::policy()) {
    if (line.action == action) return line.roles;
  }
  throw std::logic_error("the policy table has no line for " + std::string(action));
}

http::Response forbidden(std::span<const Role> roles) {
  json::array names;
  for (const Role role : roles) {
    if (role != Role::system) names.emplace_back(workflows::name_of(role));
  }
  return http::problem(http::Status::forbidden, "forbidden",
                       "The role of this API key may not do that; roles lists those that may.",
                       {{"roles", std::move(names)}});
}

}  // namespace jejak::routes
