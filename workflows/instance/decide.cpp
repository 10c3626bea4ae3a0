#include "workflows/instance/decide.hpp"

#include <algorithm>

#include "workflows/definition/registry.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/instance/machine.hpp"
#include "workflows/instance/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

InstanceTrail trail_of(const Instance& instance) {
  return {stream_of("instance", instance.id),
          "InstanceAdvanced",
          {{"instance", instance.id}, {"organizer", instance.organizer}, {"entrant", instance.entrant}}};
}

// Whose key the personal data of an instance is sealed with: erasing the entrant erases it.
std::string subject_of(const Instance& instance) {
  return instance.entrant.empty() ? stream_of("instance", instance.id) : stream_of("entrant", instance.entrant);
}

// The instance, where the caller may know of it: proposers their own entrant's, everybody else their organizer's.
Result<const Instance*, Rejection> known_instance(World& world, const Caller& caller, std::string_view id) {
  const auto& instance = world.read<Instance>(stream_of("instance", id));
  const bool own = caller.role != Role::proposer || (!caller.entrant.empty() && instance.entrant == caller.entrant);
  if (instance.id.empty() || !serves(caller, instance.organizer) || !own) return not_found("instance", id);
  return &instance;
}

bool names(const json::value& roles, std::string_view role) {
  return roles.is_array() &&
         std::ranges::any_of(roles.get_array(), [&](const json::value& name) { return name == json::value(role); });
}

std::optional<Rejection> refuse_sender(const InstanceMachine& machine, const Caller& caller, std::string_view type) {
  const json::value* roles = statechart::roles_of(*machine.pinned().definition, type);
  if (roles == nullptr)
    return invalid("unknown_event", "/type",
                   Sentence{"is not an event of this definition", "bukan peristiwa dalam definisi ini"});
  if (caller.role == Role::system || names(*roles, name_of(caller.role))) return std::nullopt;
  const std::string what(type);
  Rejection rejection = forbidden({"Your role may not send " + what + ".", "Peran Anda tidak boleh mengirim " + what + "."});
  rejection.details["roles"] = *roles;
  return rejection;
}

struct InstanceOffer {
  std::string type;
  std::optional<Rejection> blocked_by;
};

// Every event that the state mentions and a person may send, with what stands between the caller and it.
std::vector<InstanceOffer> offers_of(const InstanceMachine& machine, const Caller& caller) {
  std::vector<InstanceOffer> all;
  for (const std::string& type : machine.mentioned()) {
    const json::value* roles = statechart::roles_of(*machine.pinned().definition, type);
    if (roles == nullptr || !roles->is_array()) continue;
    if (std::ranges::all_of(roles->get_array(), [](const json::value& name) { return name == "system"; })) continue;
    InstanceOffer offer{type, refuse_sender(machine, caller, type)};
    if (!offer.blocked_by) offer.blocked_by = machine.refusal_of(type);
    all.push_back(std::move(offer));
  }
  return all;
}

json::array allowed_in(const std::vector<InstanceOffer>& offers) {
  json::array types;
  for (const InstanceOffer& offer : offers) {
    if (!offer.blocked_by) types.emplace_back(offer.type);
  }
  return types;
}

json::object told(const InstanceMachine& machine, const InstanceOffer& offer) {
  json::object transition{{"type", offer.type}, {"allowed", !offer.blocked_by}};
  if (const auto* form = statechart::form_of(*machine.pinned().definition, offer.type)) transition["form"] = *form;
  if (!offer.blocked_by) return transition;
  const Rejection& rejection = *offer.blocked_by;
  json::object blocked{{"code", rejection.code}, {"message", rejection.message}, {"message_id", rejection.message_id}};
  for (const std::string_view key : {"guard", "refused_by", "roles"}) copy_member(rejection.details, key, blocked);
  transition["blocked_by"] = std::move(blocked);
  return transition;
}

// Guards rest on the context, so only the organizer sets it, and only what the definition has, in the type it has.
std::optional<Rejection> refuse_context(const Caller& caller, const statechart::Definition& definition,
                                        Timestamp now, const json::object& context) {
  if (context.empty()) return std::nullopt;
  if (caller.role == Role::proposer)
    return forbidden({"Only the organizer gives an instance a context.", "Hanya penyelenggara yang menetapkan konteks."});
  const auto fresh = statechart::start(definition, now);
  if (!fresh) return conflict("transition_refused", {fresh.error().message, fresh.error().message});
  Faults faults;
  for (const auto& [key, value] : context) {
    const json::value* standard = fresh->context.if_contains(key);
    const std::string pointer = "/context/" + pointer_escape(key);
    if (standard == nullptr) {
      faults.push_back({pointer, "is not in the definition's context", "tidak ada dalam konteks definisi"});
    } else if (!standard->is_null() && standard->kind() != value.kind()) {
      faults.push_back({pointer, "must be of the type that the definition's context has",
                        "jenisnya harus sama dengan konteks definisi"});
    }
  }
  if (faults.empty()) return std::nullopt;
  return invalid("invalid_body", faults);
}

std::optional<Rejection> refuse_start(World& world, const Command& command) {
  const Caller& caller = command.caller;
  const std::string_view organizer = text_of(command.body, "organizer");
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(caller, organizer))
    return forbidden({"An instance is started within its own organizer.", "Proses dimulai pada penyelenggaranya sendiri."});
  const std::string_view entrant = text_of(command.body, "entrant");
  if (caller.role == Role::proposer && (entrant.empty() || entrant != caller.entrant))
    return forbidden({"You may start instances for your own entrant only.",
                      "Anda hanya boleh memulai proses untuk peserta Anda sendiri."});
  if (entrant.empty()) return std::nullopt;
  const auto& known = world.read<Entrant>(stream_of("entrant", entrant));
  if (known.id.empty() || known.organizer != organizer) return not_found("entrant", entrant);
  return std::nullopt;
}

}  // namespace

Result<InstanceMachine, Rejection> machine_of(World& world, const Instance& instance) {
  return InstanceMachine::resume(definition_of(world, instance.definition_hash), trail_of(instance), world.now(),
                                 instance.state);
}

Decision start_instance(World& world, const Command& command) {
  if (auto rejection = refuse_start(world, command)) return *rejection;
  const auto definition = find_definition(world, text_of(command.body, "definition"), text_of(command.body, "version"));
  if (!definition) return definition.error();
  const PinnedDefinition pinned = pinned_for(world, *definition);
  const auto& context = object_of(command.body, "context");
  if (pinned.definition != nullptr) {
    if (auto rejection = refuse_context(command.caller, *pinned.definition, world.now(), context)) return *rejection;
  }
  auto id = choose_id(world, command.body, "instance");
  if (!id) return id.error();
  const Instance instance{*id, std::string(text_of(command.body, "organizer")),
                          std::string(text_of(command.body, "entrant")), definition->hash, {}};
  auto machine = InstanceMachine::start(pinned, trail_of(instance), world.now(), context);
  if (!machine) return machine.error();
  json::object data{{"id", *id},
                    {"organizer", instance.organizer},
                    {"entrant", instance.entrant},
                    {"title", text_of(command.body, "title")},
                    {"definition", definition->reference()}};
  for (auto& [key, value] : machine->describe()) data[key] = std::move(value);
  if (auto timers = machine->timers_changed(); !timers.empty()) data["timers"] = std::move(timers);
  Accepted accepted;
  record_definition(world, *definition, accepted.events);
  accepted.events.push_back({stream_of("instance", *id), "InstanceStarted", std::move(data)});
  accepted.answer = {{"id", *id},
                     {"definition", definition->reference()},
                     {"state", machine->path()},
                     {"stage", machine->stage()}};
  return accepted;
}

Decision send_to_instance(World& world, const Command& command) {
  const auto instance = known_instance(world, command.caller, path_of(command, "instance"));
  if (!instance) return instance.error();
  const StreamVersion current = world.version(stream_of("instance", (*instance)->id));
  const auto& expected = command.expected_versions;
  if (!expected.empty() && std::ranges::find(expected, current) == expected.end()) return stale(expected.front(), current);
  auto machine = machine_of(world, **instance);
  if (!machine) return machine.error();
  const std::string_view type = text_of(command.body, "type");
  const auto& data = object_of(command.body, "data");
  if (auto rejection = refuse_sender(*machine, command.caller, type)) return *rejection;
  if (auto rejection = refuse_data(machine->pinned(), type, data)) return *rejection;
  const std::string from = machine->path();
  SplitData split = split_personal(machine->pinned(), type, data, subject_of(**instance));
  json::object recorded{{"event", type}};
  if (!split.recorded.empty()) recorded["data"] = std::move(split.recorded);
  if (auto rejection = machine->send_as("InstanceAdvanced", type, split.for_machine, std::move(recorded))) {
    rejection->details["allowed"] = allowed_in(offers_of(*machine, command.caller));
    return *rejection;
  }
  json::object answer{{"from", from},
                      {"to", machine->path()},
                      {"stage", machine->stage()},
                      {"state", machine->state_value()},
                      {"done", machine->done()}};
  return Accepted{machine->take_events(), std::move(answer)};
}

Decision list_instance_transitions(World& world, const Command& command) {
  const auto instance = known_instance(world, command.caller, path_of(command, "instance"));
  if (!instance) return instance.error();
  const auto machine = machine_of(world, **instance);
  if (!machine) return machine.error();
  const auto offers = offers_of(*machine, command.caller);
  json::array transitions;
  for (const InstanceOffer& offer : offers) transitions.emplace_back(told(*machine, offer));
  return Accepted{{},
                  {{"state", machine->path()},
                   {"stage", machine->stage()},
                   {"state_value", machine->state_value()},
                   {"stream_version", world.version(stream_of("instance", (*instance)->id))},
                   {"done", machine->done()},
                   {"allowed", allowed_in(offers)},
                   {"transitions", std::move(transitions)}}};
}

Decision fire_instance_timer(World& world, const Command& command, std::string_view id) {
  const auto instance = known_instance(world, command.caller, id);
  if (!instance) return instance.error();
  auto machine = machine_of(world, **instance);
  if (!machine) return machine.error();
  return Accepted{machine->take_events(), {{"fired", machine->fired(text_of(command.body, "key"))}}};
}

}  // namespace jejak::workflows
