#pragma once
#include <span>
#include <string_view>

#include "workflows/command.hpp"

namespace jejak::workflows {

// One line of the policy table: an action (a command kind's name, or "view:<name>") and the roles that may take it.
// Relations (own entrant, own organizer, assigned) narrow it further where the action is carried out.
struct Permission {
  std::string_view action;
  std::span<const Role> roles;
};

std::span<const Permission> policy();

// Whether the table lets that role take the action; an action that is not in the table is nobody's.
bool may(Role role, std::string_view action);

}  // namespace jejak::workflows
