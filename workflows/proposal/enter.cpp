#include <algorithm>
#include <set>

#include "workflows/competition/window.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/decide.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

Result<const Entrant*, Rejection> entrant_of(World& world, const Command& command, const Competition& competition) {
  const std::string_view id = text_of(command.body, "entrant");
  const auto& entrant = world.read<Entrant>(stream_of("entrant", id));
  if (entrant.id.empty() || entrant.organizer != competition.organizer) return not_found("entrant", id);
  if (!serves(command.caller, competition.organizer))
    return forbidden({"This competition is another organizer's.", "Kompetisi ini milik penyelenggara lain."});
  if (command.caller.role == Role::proposer && command.caller.entrant != id)
    return forbidden({"You may enter proposals of your own unit only.",
                      "Anda hanya boleh mengajukan proposal unit Anda sendiri."});
  return &entrant;
}

Faults category_faults(const Rulebook& rulebook, const json::object& body) {
  Faults faults;
  const std::string_view group = text_of(body, "group");
  if (!group.empty() && std::ranges::find(rulebook.groups, group) == rulebook.groups.end())
    faults.push_back({"/group", "is not a group of this competition"});
  const Category* category = rulebook.find_category(text_of(body, "category"));
  if (category == nullptr) {
    faults.push_back({"/category", "is not a category of this competition"});
    return faults;
  }
  std::set<std::string_view> named;
  std::size_t index = 0;
  for (const auto& value : array_of(body, "elements")) {
    const std::string_view element = value.get_string();
    if (std::ranges::find(category->elements, element) == category->elements.end())
      faults.push_back({"/elements/" + std::to_string(index), "is not an element of this category"});
    named.insert(element);
    ++index;
  }
  if (named.size() < category->elements_min)
    faults.push_back({"/elements", "must name at least " + std::to_string(category->elements_min) +
                                       " element(s) of this category"});
  return faults;
}

std::optional<Rejection> refuse_entry(World& world, const json::object& body, const Rulebook& rulebook,
                                      const Competition& competition, const Entrant& entrant) {
  Faults faults = category_faults(rulebook, body);
  if (const auto started = text_of(body, "started_on"); !started.empty() && !is_date(started))
    faults.push_back({"/started_on", "must be a date such as 2020-01-31"});
  if (!faults.empty()) return invalid("unknown_category", faults);
  if (std::ranges::find(rulebook.entrant_kinds, entrant.kind) == rulebook.entrant_kinds.end())
    return conflict("wrong_kind", {"Entrants of the kind " + entrant.kind + " may not take part.",
                                   "Peserta jenis " + entrant.kind + " tidak dapat ikut serta."});
  if (auto closed = refuse_closed(rulebook, competition, world.now(),
                                  [](std::string_view governed) { return governed == "ENTER"; }))
    return closed;
  const auto& entries = world.read<Register>(stream_of("register", competition.id));
  if (entries.titles.contains(title_key(text_of(body, "title"))))
    return conflict("title_taken", {"Another proposal of this competition has this title.",
                                    "Proposal lain dalam kompetisi ini sudah memakai judul tersebut."});
  const auto entered = entries.per_entrant.find(entrant.id);
  if (rulebook.quota_per_entrant && entered != entries.per_entrant.end() &&
      entered->second >= *rulebook.quota_per_entrant) {
    const std::string quota = std::to_string(*rulebook.quota_per_entrant);
    return conflict("quota_reached", {"An entrant may enter at most " + quota + " proposals.",
                                      "Setiap peserta paling banyak mengajukan " + quota + " proposal."},
                    {{"quota", *rulebook.quota_per_entrant}});
  }
  return std::nullopt;
}

json::object entered(const Command& command, const Proposal& proposal, const Competition& competition,
                     const Rulebook& rulebook) {
  const auto& body = command.body;
  std::string_view group = text_of(body, "group");
  if (group.empty() && !rulebook.groups.empty()) group = rulebook.groups.front();
  json::object data{{"id", proposal.id},
                    {"competition", proposal.competition},
                    {"organizer", proposal.organizer},
                    {"entrant", proposal.entrant},
                    {"entrant_name", proposal.entrant_name},
                    {"number", proposal.number},
                    {"title", proposal.title},
                    {"category", proposal.category},
                    {"elements", array_of(body, "elements")},
                    {"group", group},
                    {"year", proposal.year},
                    {"rulebook", competition.rulebook},
                    {"definition", competition.definition}};
  copy_member(body, "started_on", data);
  return data;
}

json::object first_context(const Rulebook& rulebook) {
  const auto required = std::ranges::count(rulebook.questions, true, &Question::required);
  return {{"answers_missing", static_cast<std::int64_t>(required)},
          {"revisions_max", rulebook.revisions_max},
          {"objections_max", rulebook.objections_max},
          {"objection_window", rulebook.objection_window}};
}

}  // namespace

Decision enter_proposal(World& world, const Command& command) {
  const std::string_view competition_id = path_of(command, "competition");
  const auto& competition = world.read<Competition>(stream_of("competition", competition_id));
  if (competition.id.empty()) return not_found("competition", competition_id);
  const auto entrant = entrant_of(world, command, competition);
  if (!entrant) return entrant.error();
  const auto& rulebook = *rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook;
  if (auto rejection = refuse_entry(world, command.body, rulebook, competition, **entrant)) return *rejection;
  auto id = choose_id(world, command.body, "proposal");
  if (!id) return id.error();
  const std::string entries = stream_of("register", competition.id);
  Proposal proposal{.id = *id,
                    .competition = competition.id,
                    .organizer = competition.organizer,
                    .entrant = (*entrant)->id,
                    .entrant_name = (*entrant)->name,
                    .title = std::string(text_of(command.body, "title")),
                    .category = std::string(text_of(command.body, "category")),
                    .year = competition.year,
                    .number = static_cast<std::int64_t>(world.version(entries)) + 1,
                    .rulebook_hash = std::string(text_of(competition.rulebook, "hash")),
                    .definition_hash = std::string(text_of(competition.definition, "hash")),
                    .summary = {},
                    .state = {}};
  auto machine = Machine::start(world, proposal, first_context(rulebook));
  if (!machine) return machine.error();
  json::object data = entered(command, proposal, competition, rulebook);
  for (auto& [key, value] : machine->describe()) data[key] = std::move(value);
  if (auto timers = machine->timers_changed(); !timers.empty()) data["timers"] = std::move(timers);
  json::object registered{{"competition", competition.id}, {"proposal", *id},
                          {"number", proposal.number},     {"title", proposal.title},
                          {"title_key", title_key(proposal.title)}, {"entrant", proposal.entrant}};
  return Accepted{{{stream_of("proposal", *id), "ProposalEntered", std::move(data)},
                   {entries, "ProposalRegistered", std::move(registered)}},
                  {{"id", *id}, {"number", proposal.number}, {"state", machine->path()}, {"stage", machine->stage()}}};
}

}  // namespace jejak::workflows
