#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/decision.hpp"
#include "engine/core/event.hpp"
#include "engine/runtime/world.hpp"

namespace jejak::workflows {

// Who may do what is in workflows/policy.hpp. `system` is the program itself: timers.
enum class Role { anonymous, proposer, juror, secretariat, auditor, admin, system };

// A secretariat towards its own entrants' proposals, as the roles of a definition's events name it (roles_towards).
inline constexpr std::string_view local_admin = "local_admin";

std::string_view name_of(Role role);                       // "proposer"
std::optional<Role> role_named(std::string_view name);     // not "anonymous" or "system"

// Who asks, as the key they sent says. Empty ids where the role has none.
struct Caller {
  std::string actor;      // as recorded in the events: "key-<id>", "system"
  Role role = Role::anonymous;
  std::string organizer;  // secretariat, proposer, juror; an auditor or admin without one sees every organizer
  std::string entrant;    // proposer
  std::string juror;      // juror
};

// One command: a name from command_kinds, who gives it, the route's path parameters, the body.
struct Command {
  std::string name;
  Caller caller;
  std::map<std::string, std::string, std::less<>> path;
  json::object body;
  std::vector<StreamVersion> expected_versions;  // If-Match, where the kind takes it: any of them; empty is no matter
};

// One kind of command, as data. `body_schema` is a JSON Schema (2020-12 without $ref) whose objects all refuse unknown
// fields; it is served in the OpenAPI document and checked before decide. decide reads what it needs from the World and
// is otherwise pure; it checks relations (own organizer, own entrant, assigned juror) itself, after the policy table.
struct CommandKind {
  std::string_view name;       // "EnterProposal"
  std::string_view summary;    // one English sentence
  std::string_view body_schema;
  bool creates = false;        // 201 with Location
  bool takes_if_match = false; // If-Match allowed (checked when sent)
  bool needs_if_match = false; // 428 without it
  bool query = false;          // records nothing: answers from the current states (a preview)
  Decision (*decide)(World& world, const Command& command) = nullptr;
  // What can be found without the state and takes its time: done before the command is queued, so that nobody waits for
  // it. It may add members to the body for decide, which does without them where nobody called this.
  std::optional<Rejection> (*prepare)(json::object& body) = nullptr;
};

std::span<const CommandKind> command_kinds();
const CommandKind* find_command_kind(std::string_view name);

// Policy, then decide. Precondition: the body satisfied the kind's schema.
Decision decide(World& world, const Command& command);

}  // namespace jejak::workflows
