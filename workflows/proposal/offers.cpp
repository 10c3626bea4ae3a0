#include "workflows/proposal/offers.hpp"

#include <algorithm>

#include "workflows/competition/window.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

bool names(const json::value* roles, std::string_view role) {
  if (roles == nullptr || !roles->is_array()) return false;
  return std::ranges::any_of(roles->get_array(), [&](const json::value& name) {
    return name.is_string() && std::string_view(name.get_string()) == role;
  });
}

bool for_people(const Machine& machine, std::string_view type) {
  const json::value* roles = statechart::roles_of(*machine.pinned().definition, type);
  return roles != nullptr && roles->is_array() &&
         !std::ranges::all_of(roles->get_array(), [](const json::value& name) { return name == "system"; });
}

}  // namespace

std::optional<Rejection> refuse_role(const Machine& machine, const Caller& caller, std::string_view type) {
  const json::value* roles = statechart::roles_of(*machine.pinned().definition, type);
  if (roles == nullptr) {
    return invalid("unknown_event", "/type", 
                   {"is not an event of this competition's machine", "bukan peristiwa mesin kompetisi ini"});
  }
  if (caller.role == Role::system) return std::nullopt;
  for (const std::string_view role : roles_towards(caller, machine.proposal())) {
    if (names(roles, role)) return std::nullopt;
  }
  const std::string what(type);
  Rejection rejection = forbidden({"Your role may not send " + what + ".", "Peran Anda tidak boleh mengirim " + what + "."});
  rejection.details["roles"] = *roles;
  return rejection;
}

std::optional<Rejection> refuse_form(const Machine& machine, std::string_view type, const json::object& data) {
  const auto form = machine.pinned().forms.find(type);
  if (form == machine.pinned().forms.end()) {
    if (data.empty()) return std::nullopt;
    return invalid("invalid_form", "/data", 
                   {"must be empty: this event has no form", "harus kosong: peristiwa ini tanpa formulir"});
  }
  Faults faults = form->second.check(data);
  if (faults.empty()) return std::nullopt;
  for (Fault& fault : faults) fault.pointer.insert(0, "/data");
  return invalid("invalid_form", faults);
}

std::optional<Rejection> refuse_window(const Machine& machine, const Competition& competition, Timestamp now,
                                       std::string_view type) {
  const auto governs = [&](std::string_view governed) {
    const auto colon = governed.find(':');
    if (colon == governed.npos) return governed == type;
    return governed.substr(colon + 1) == type && is_in(machine.state_value(), governed.substr(0, colon));
  };
  return refuse_closed(machine.rulebook(), competition, now, governs, machine.proposal().entrant);
}

std::vector<Offer> offers(const Machine& machine, const Competition& competition, const Caller& caller, Timestamp now) {
  std::vector<Offer> all;
  for (const std::string& type : machine.mentioned()) {
    if (!for_people(machine, type)) continue;
    Offer offer{type, refuse_role(machine, caller, type)};
    if (!offer.blocked_by) offer.blocked_by = refuse_window(machine, competition, now, type);
    if (!offer.blocked_by) offer.blocked_by = machine.refusal_of(type);
    all.push_back(std::move(offer));
  }
  return all;
}

}  // namespace jejak::workflows
