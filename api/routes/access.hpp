#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "api/http/message.hpp"
#include "api/routes/key_directory.hpp"
#include "engine/core/result.hpp"
#include "workflows/policy.hpp"

namespace jejak::routes {

// Who asks: the holder of the bearer key, or the public where no Authorization was sent. A header that names
// no valid key is 401 everywhere, on public routes too. Notes the caller's name in request.principal.
Result<CallerPtr, http::Response> authenticate(const KeyDirectory& keys, http::Request& request);

// Nothing where the role is among `roles`; else 401 for the public and 403 for a key.
std::optional<http::Response> refuse_unless(std::span<const workflows::Role> roles, workflows::Role role);

// The roles that the policy table gives an action. Precondition: the action is in it (a route without one is
// a bug).
std::span<const workflows::Role> roles_of(std::string_view action);

http::Response forbidden(std::span<const workflows::Role> roles);

}  // namespace jejak::routes
