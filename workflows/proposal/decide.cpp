#include "workflows/proposal/decide.hpp"

#include <algorithm>

#include "workflows/attachment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/decide.hpp"
#include "workflows/proposal/answers.hpp"
#include "workflows/proposal/checks.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/offers.hpp"
#include "workflows/proposal/ticks.hpp"
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
  for (const std::string_view key : {"guard", "refused_by", "window", "opens", "closes", "local", "roles"})
    copy_member(rejection.details, key, blocked);
  return blocked;
}

Examined examined(const Proposal& proposal, const Competition& competition, const Rulebook& rulebook) {
  return {competition, rulebook, proposal.local_organizer, proposal.title, proposal.group, proposal.started_on, proposal.entrant};
}

json::array checks_of(const std::vector<TickLine>& lines, const std::vector<CheckResult>& results) {
  json::array checks;
  for (const TickLine& each : lines) {
    const bool computed = each.check != nullptr && each.check->computes != Computes::nothing;
    json::object line{{"key", each.key}, {"computed", computed}, {"passed", nullptr}, {"title", each.title}};
    const auto result = each.check == nullptr ? results.end() : std::ranges::find(results, each.check, &CheckResult::check);
    if (result != results.end()) line["passed"] = !result->refusal;
    if (result != results.end() && result->refusal) line["because"] = blocked_by(*result->refusal);
    if (result != results.end() && result->refusal) line["facts"] = result->refusal->details;
    checks.emplace_back(std::move(line));
  }
  return checks;
}

json::array documents_of(const std::vector<TickLine>& lines, const Attachments& attachments) {
  json::array documents;
  for (const TickLine& each : lines) {
    json::object line{{"key", each.key}, {"title", each.title}, {"attachment", nullptr}, {"attached", nullptr}};
    if (!each.attachment.empty()) {
      line["attachment"] = each.attachment;
      line["attached"] = attachments.by_name.contains(each.attachment);
    }
    documents.emplace_back(std::move(line));
  }
  return documents;
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
  const json::object data = with_count(*machine->pinned().definition, type, object_of(command.body, "data"));
  if (auto rejection = refuse_role(*machine, caller, type)) return *rejection;
  if (auto rejection = refuse_form(*machine, type, object_of(command.body, "data"))) return *rejection;
  if (auto rejection = refuse_ticks(*machine, type, object_of(command.body, "data"))) return *rejection;
  const auto& competition = world.read<Competition>(stream_of("competition", (*proposal)->competition));
  const std::string from = machine->path();
  auto rejection = refuse_window(*machine, competition, world.now(), type);
  if (!rejection)
    rejection = refuse_contradicted(world, examined(**proposal, competition, machine->rulebook()), type, data);
  if (!rejection) rejection = refuse_unattached(world, *machine, type, data);
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
    if (json::value form = form_of_event(*machine, offer.type); !form.is_null()) transition["form"] = std::move(form);
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

// The lists as the program sees them now: what it computed, what is for people to judge (`passed` null), which files are there. A
// machine that has no such event has no such list.
Decision list_checks(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto& competition = world.read<Competition>(stream_of("competition", (*proposal)->competition));
  const Rulebook& rulebook = *rulebook_for(world, **proposal).rulebook;
  const auto& machine = definition_of(world, (*proposal)->definition_hash).definition;
  const auto asked = [&](std::string_view event) { return machine != nullptr && statechart::form_of(*machine, event) != nullptr; };
  const bool administrative = !rulebook.entry.check_event.empty() || asked(check_event_of(rulebook));
  json::object answer{{"event", administrative ? json::value(check_event_of(rulebook)) : json::value("")}, {"checks", json::array()},
                      {"documents_event", asked(documents_event) ? json::value(documents_event) : json::value(nullptr)}, {"documents", json::array()}};
  if (administrative)
    answer["checks"] = checks_of(administrative_lines(rulebook, (*proposal)->group), examine(world, examined(**proposal, competition, rulebook)));
  if (asked(documents_event))
    answer["documents"] = documents_of(document_lines(rulebook), world.read<Attachments>(stream_of("attachments", (*proposal)->id)));
  return Accepted{{}, std::move(answer)};
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
