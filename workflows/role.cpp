#include <array>

#include "workflows/command.hpp"

namespace jejak::workflows {

namespace {
constexpr std::array<std::string_view, 7> names = {"anonymous", "proposer", "juror", "secretariat",
                                                   "auditor",   "admin",    "system"};
}

std::string_view name_of(Role role) { return names[static_cast<std::size_t>(role)]; }

std::optional<Role> role_named(std::string_view name) {
  for (std::size_t i = 1; i + 1 < names.size(); ++i) {
    if (names[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace jejak::workflows
