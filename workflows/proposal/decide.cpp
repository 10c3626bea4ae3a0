#include "workflows/proposal/decide.hpp"

#include <algorithm>

#include "workflows/field.hpp"
#include "workflows/instance/decide.hpp"
#include "workflows/proposal/answers.hpp"
#include "workflows/proposal/checks.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/offers.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

json::array allowed_types(const std::vector<Offer>& all) {
  json::array types;
  for (const Offer& offer : all) {
    if (!offer.blocked_by) types.emplace_back(offer.type);
  }
  return types;
}

json::object blocked_by(const Rejection& rejection) {
  json::object blocked{{"code", rejection.code}, {"message", rejection.message}, {"message_id", rejection.message_id}};
  for (const std::string_view key : {"guard", "refused_by", "window", "opens", "closes", "roles"})
    copy_member(rejection.details, key, blocked);
  return blocked;
}

Examined examined(const Proposal& proposal, const Competition& competition, const Rulebook& rulebook) {
  return {competition, rulebook, proposal.local_organizer, proposal.title, proposal.group, proposal.started_on, proposal.entrant};
}

}  // namespace

std::optional<Rejection> refuse_stale(World& world, const Command& command, const Proposal& proposal) {
  const auto& expected = command.expected_versions;
  if (expected.empty()) return std::nullopt;
  const StreamVersion current = world.version(stream_of("proposal", proposal.id));
  if (std::ranges::find(expected, current) != expected.end()) return std::nullopt;
  return stale(expected.front(), current);
}

Decision answer_proposal(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  if (auto rejection = refuse_stale(world, command, **proposal)) return *rejection;
  auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  const auto& answers = object_of(command.body, "answers");
  auto measured = measure(machine->rulebook(), answers);
  if (!measured) return measured.error();
  json::object recorded{{"answers", answers}, {"words", measured->words}, {"missing", measured->missing}};
  const json::object data{{"missing", measured->missing.size()}};
  if (auto rejection = machine->send_as("ProposalAnswered", "ANSWERED", data, std::move(recorded))) {
    rejection->code = "not_editable";
    rejection->message = "Answers can be changed in a draft or a returned proposal only; it is in " + machine->path() + ".";
    rejection->message_id =
        "Jawaban hanya dapat diubah pada draf atau proposal yang dikembalikan; sekarang " + machine->path() + ".";
    return *rejection;
  }
  return Accepted{machine->take_events(),
                  {{"words", measured->words}, {"missing", measured->missing}, {"state", machine->path()}}};
}

Decision send_transition(World& world, const Command& command) {
  const Caller& caller = command.caller;
  const auto proposal = known_proposal(world, caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  if (auto rejection = refuse_stale(world, command, **proposal)) return *rejection;
  auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  const std::string_view type = text_of(command.body, "type");
  const auto& data = object_of(command.body, "data");
  if (auto rejection = refuse_role(*machine, caller, type)) return *rejection;
  if (auto rejection = refuse_form(*machine, type, data)) return *rejection;
  const auto& competition = world.read<Competition>(stream_of("competition", (*proposal)->competition));
  const std::string from = machine->path();
  auto rejection = refuse_window(*machine, competition, world.now(), type);
  if (!rejection)
    rejection = refuse_contradicted(world, examined(**proposal, competition, machine->rulebook()), type, data);
  if (!rejection) rejection = machine->send(type, data);
  if (rejection) {
    rejection->details["allowed"] = allowed_types(offers(*machine, competition, caller, world.now()));
    return *rejection;
  }
  json::object answer{{"from", from},
                      {"to", machine->path()},
                      {"stage", machine->stage()},
                      {"state", machine->state_value()},
                      {"done", machine->done()}};
  return Accepted{machine->take_events(), std::move(answer)};
}

Decision list_transitions(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  const auto& competition = world.read<Competition>(stream_of("competition", (*proposal)->competition));
  const auto all = offers(*machine, competition, command.caller, world.now());
  json::array transitions;
  for (const Offer& offer : all) {
    json::object transition{{"type", offer.type}, {"allowed", !offer.blocked_by}};
    if (const auto* form = statechart::form_of(*machine->pinned().definition, offer.type)) transition["form"] = *form;
    if (offer.blocked_by) transition["blocked_by"] = blocked_by(*offer.blocked_by);
    transitions.emplace_back(std::move(transition));
  }
  return Accepted{{},
                  {{"state", machine->path()},
                   {"stage", machine->stage()},
                   {"state_value", machine->state_value()},
                   {"stream_version", world.version(stream_of("proposal", (*proposal)->id))},
                   {"done", machine->done()},
                   {"allowed", allowed_types(all)},
                   {"transitions", std::move(transitions)}}};
}

// The tick-list as the program sees it now: what it computed, and what is for people to judge (`passed` null).
Decision list_checks(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto& competition = world.read<Competition>(stream_of("competition", (*proposal)->competition));
  const Rulebook& rulebook = *rulebook_for(world, **proposal).rulebook;
  const auto results = examine(world, examined(**proposal, competition, rulebook));
  json::array checks;
  const auto& list = array_of(object_of(rulebook.document, "checks"), "list");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Check& check = rulebook.entry.checks[i];
    json::object line{{"key", check.key}, {"computed", check.computes != Computes::nothing}, {"passed", nullptr}};
    copy_member(list[i].get_object(), "title", line);
    const auto result = std::ranges::find(results, &check, &CheckResult::check);
    if (result != results.end()) line["passed"] = !result->refusal;
    if (result != results.end() && result->refusal) line["because"] = blocked_by(*result->refusal);
    if (result != results.end() && result->refusal) line["facts"] = result->refusal->details;
    checks.emplace_back(std::move(line));
  }
  return Accepted{{}, {{"event", rulebook.entry.check_event}, {"checks", std::move(checks)}}};
}

// Whatever is due fires, so asking for one timer twice, or for one that is gone, does nothing the second time.
Decision fire_timer(World& world, const Command& command) {
  const std::string_view stream = text_of(command.body, "stream");
  constexpr std::string_view instance = "instance-";
  if (stream.starts_with(instance)) return fire_instance_timer(world, command, stream.substr(instance.size()));
  constexpr std::string_view kind = "proposal-";
  if (!stream.starts_with(kind)) return not_found("proposal", stream);
  const auto proposal = known_proposal(world, command.caller, stream.substr(kind.size()));
  if (!proposal) return proposal.error();
  auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  return Accepted{machine->take_events(), {{"fired", machine->fired(text_of(command.body, "key"))}}};
}

}  // namespace jejak::workflows
