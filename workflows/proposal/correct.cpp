#include <array>
#include <utility>

#include "workflows/assessment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/decide.hpp"
#include "workflows/proposal/entry.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

constexpr std::array<std::string_view, 5> fields = {"title", "category", "elements", "group", "started_on"};

// Entrants and their local admin put right what is still a draft. The secretariat may until a stage was decided, since it is the one
// that finds the wrong category when it checks.
std::optional<Rejection> refuse_late(const Machine& machine, const Proposal& proposal, const Caller& caller) {
  if (!machine.refusal_of("ANSWERED")) return std::nullopt;
  const bool holds = caller.role != Role::proposer && serves(caller, proposal.organizer);
  if (holds && !machine.done() && proposal.ranks.empty()) return std::nullopt;
  return conflict("not_editable",
                  {"An entry can be corrected in a draft or a returned proposal, by the secretariat until its first decision; it is in " + machine.path() + ".",
                   "Data usulan dapat diperbaiki pada draf atau proposal yang dikembalikan, oleh sekretariat sampai keputusan pertama; sekarang " + machine.path() + "."});
}

// The entry as it would be.
json::object corrected(const Proposal& proposal, const json::object& body) {
  json::object entry{{"title", proposal.title}, {"category", proposal.category}, {"elements", proposal.elements}, {"group", proposal.group}};
  if (!proposal.started_on.empty()) entry["started_on"] = proposal.started_on;
  for (const std::string_view field : fields) copy_member(body, field, entry);
  // Elements belong to their category.
  if (!body.contains("elements") && text_of(entry, "category") != proposal.category) entry["elements"] = json::array{};
  return entry;
}

// What changed, and what it was; empty where nothing did.
std::pair<json::object, json::object> difference(const Proposal& proposal, const json::object& entry) {
  json::object now, was;
  const json::object before{{"title", proposal.title}, {"category", proposal.category}, {"elements", proposal.elements},
                            {"group", proposal.group}, {"started_on", proposal.started_on}};
  for (const std::string_view field : fields) {
    const json::value* value = entry.if_contains(field);
    if (value == nullptr || *value == before.at(field)) continue;
    now[field] = *value;
    was[field] = before.at(field);
  }
  return {std::move(now), std::move(was)};
}

// Who was given the proposal to judge: what they see of it bears its title.
json::array sheets_of(World& world, const Proposal& proposal, const Rulebook& rulebook) {
  json::array sheets;
  for (const Stage& stage : rulebook.stages) {
    const auto& assessments = world.read<Assessments>(stream_of("assessment", proposal.id + "-" + stage.name));
    if (assessments.by_juror.empty()) continue;
    json::array jurors;
    for (const auto& [juror, sheet] : assessments.by_juror) jurors.emplace_back(juror);
    sheets.push_back({{"stage", stage.name}, {"jurors", std::move(jurors)}});
  }
  return sheets;
}

NewEvent registration(const Proposal& proposal, const Rulebook& rulebook, const json::object& entry) {
  const std::string_view title = text_of(entry, "title");
  json::object was{{"title", proposal.title}, {"title_key", title_key(proposal.title)}};
  json::object data{{"competition", proposal.competition}, {"proposal", proposal.id}, {"title", title}, {"title_key", title_key(title)}};
  if (!rulebook.entry.quota_per_agency.empty()) {
    was["group"] = proposal.group;
    data["group"] = text_of(entry, "group");
    data["local_organizer"] = proposal.local_organizer;
  }
  data["was"] = std::move(was);
  return {stream_of("register", proposal.competition), "RegistrationCorrected", std::move(data)};
}

}  // namespace

Decision correct_proposal(World& world, const Command& command) {
  const auto known = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!known) return known.error();
  const Proposal& proposal = **known;
  if (auto rejection = refuse_stale(world, command, proposal)) return *rejection;
  auto machine = Machine::resume(world, proposal);
  if (!machine) return machine.error();
  if (command.caller.role != Role::proposer && !command.body.contains("reason"))
    return invalid("invalid_body", "/reason", {"is required of whoever is not the entrant", "wajib diisi oleh selain pengusul"});
  if (auto rejection = refuse_late(*machine, proposal, command.caller)) return *rejection;
  const auto& competition = world.read<Competition>(stream_of("competition", proposal.competition));
  const auto& entrant = world.read<Entrant>(stream_of("entrant", proposal.entrant));
  const Rulebook& rulebook = machine->rulebook();
  const json::object entry = corrected(proposal, command.body);
  if (auto found = correction_obstacles(world, Entry{competition, rulebook, entrant, entry}, proposal); !found.empty()) return std::move(found.front());
  auto [now, was] = difference(proposal, entry);
  Accepted accepted{machine->take_events(), {{"changed", json::array{}}, {"state", machine->path()}}};
  if (now.empty()) return accepted;
  for (const auto& [field, value] : now) accepted.answer["changed"].as_array().emplace_back(field);
  json::object data{{"id", proposal.id}, {"competition", proposal.competition}, {"organizer", proposal.organizer}, {"was", std::move(was)}};
  for (auto& [field, value] : now) data[field] = std::move(value);
  copy_member(command.body, "reason", data);
  if (json::array sheets = sheets_of(world, proposal, rulebook); !sheets.empty()) data["sheets"] = std::move(sheets);
  accepted.events.push_back({stream_of("proposal", proposal.id), "ProposalCorrected", std::move(data)});
  accepted.events.push_back(registration(proposal, rulebook, entry));
  return accepted;
}

}  // namespace jejak::workflows
