#include "workflows/command.hpp"

#include <algorithm>
#include <vector>

#include "workflows/commands.hpp"
#include "workflows/policy.hpp"
#include "workflows/refusal.hpp"
#include "workflows/schema.hpp"

namespace jejak::workflows {

namespace {

std::vector<CommandKind> all_kinds() {
  std::vector<CommandKind> kinds;
  for (const auto part : {organizer_commands(), competition_commands(), session_commands(), notification_commands(), attachment_commands(), slot_commands(), coaching_commands(), external_award_commands(), entrant_commands(),
                          proposal_commands(), prior_award_commands(), jury_commands(), assessment_commands(), decision_commands(),
                          replication_commands(), key_commands(), subject_commands(), timer_commands(),
                          definition_commands(), instance_commands(), deadline_commands(), migration_commands(), simulation_commands()}) {
    kinds.insert(kinds.end(), part.begin(), part.end());
  }
  return kinds;
}

// Whatever decides anything must be exact, so no fraction may enter as a floating-point number.
void find_fractions(const json::value& value, const std::string& pointer, Faults& faults) {
  if (faults.size() >= faults_max) return;
  if (value.is_double()) {
    faults.push_back({pointer, "must be an integer, or a decimal in quotes such as \"12.5\"",
                      "harus bilangan bulat, atau desimal dalam tanda kutip seperti \"12.5\""});
  } else if (const auto* object = value.if_object()) {
    for (const auto& [key, member] : *object) {
      if (!member.is_string()) find_fractions(member, pointer + "/" + pointer_escape(key), faults);
    }
  } else if (const auto* array = value.if_array()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (!(*array)[i].is_string()) find_fractions((*array)[i], pointer + "/" + std::to_string(i), faults);
    }
  }
}

Faults fractions_in(const json::object& body) {
  Faults faults;
  for (const auto& [key, member] : body) {
    if (!member.is_string()) find_fractions(member, "/" + pointer_escape(key), faults);
  }
  return faults;
}

}  // namespace

std::span<const CommandKind> command_kinds() {
  static const std::vector<CommandKind> kinds = all_kinds();
  return kinds;
}

const CommandKind* find_command_kind(std::string_view name) {
  const auto kinds = command_kinds();
  const auto found = std::ranges::find(kinds, name, &CommandKind::name);
  return found == kinds.end() ? nullptr : &*found;
}

Decision decide(World& world, const Command& command) {
  const CommandKind* kind = find_command_kind(command.name);
  if (kind == nullptr) return not_found("command", command.name);
  if (!may(command.caller.role, command.name)) {
    const std::string role(name_of(command.caller.role));
    return forbidden({"The role " + role + " may not do " + command.name + ".",
                      "Peran " + role + " tidak boleh melakukan " + command.name + "."});
  }
  if (const Faults faults = fractions_in(command.body); !faults.empty()) return invalid("fractional_number", faults);
  return kind->decide(world, command);
}

}  // namespace jejak::workflows
