#include <algorithm>

#include "workflows/field.hpp"
#include "workflows/prior_award/registers.hpp"
#include "workflows/proposal/decide.hpp"
#include "workflows/proposal/entry.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

// Entrants take part in their own organizer's competitions and in those of the organizers above it.
Result<const Entrant*, Rejection> entrant_of(World& world, const Command& command, const Competition& competition) {
  const std::string_view id = text_of(command.body, "entrant");
  const auto& entrant = world.read<Entrant>(stream_of("entrant", id));
  if (entrant.id.empty() || !is_within(world, entrant.organizer, competition.organizer))
    return not_found("entrant", id);
  if (!serves(command.caller, competition.organizer) && !serves(command.caller, entrant.organizer))
    return forbidden({"This competition is another organizer's.", "Kompetisi ini milik penyelenggara lain."});
  if (command.caller.role == Role::proposer && command.caller.entrant != id)
    return forbidden({"You may enter proposals of your own unit only.",
                      "Anda hanya boleh mengajukan proposal unit Anda sendiri."});
  return &entrant;
}

// What a secretariat should look at: the innovation was entered before and withdrawn, one has the same words, or the entrant won an award with
// one whose words are in its title (or the other way round).
json::array flags_of(World& world, const Entry& entry) {
  json::array flags;
  const auto& entries = world.read<Register>(stream_of("register", entry.competition.id));
  const auto flag = [&](std::string_view code, const std::string& other) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", other));
    flags.push_back({{"code", code},
                     {"proposal", other},
                     {"entrant", proposal.entrant},
                     {"other_entrant", proposal.entrant != entry.entrant.id}});
  };
  const std::string_view title = text_of(entry.body, "title");
  if (const auto same = entries.titles.find(title_key(title)); same != entries.titles.end()) {
    flag("entered_again", same->second);
  } else if (const auto alike = entries.by_words.find(title_words(title)); alike != entries.by_words.end()) {
    flag("same_words", alike->second);
  }
  for (const PriorAward* award : awards_with_similar_words(world, {entry.entrant.organizer, entry.entrant.id}, title))
    flags.push_back({{"code", "award_with_similar_words"}, {"prior_award", award->id}, {"award", award->award}, {"year", award->year}, {"title", award->title}});
  return flags;
}

Proposal new_proposal(const Entry& entry, std::string id, std::int64_t number) {
  Proposal proposal;
  proposal.id = std::move(id);
  proposal.competition = entry.competition.id;
  proposal.organizer = entry.competition.organizer;
  proposal.local_organizer = entry.entrant.organizer;
  proposal.entrant = entry.entrant.id;
  proposal.entrant_name = entry.entrant.name;
  proposal.title = text_of(entry.body, "title");
  proposal.category = text_of(entry.body, "category");
  proposal.group = entry.group();
  proposal.year = entry.competition.year;
  proposal.number = number;
  proposal.definition_hash = text_of(entry.competition.definition, "hash");
  return proposal;
}

json::object entered(const Entry& entry, const Proposal& proposal) {
  json::object data{{"id", proposal.id},
                    {"competition", proposal.competition},
                    {"organizer", proposal.organizer},
                    {"entrant", proposal.entrant},
                    {"entrant_name", proposal.entrant_name},
                    {"number", proposal.number},
                    {"title", proposal.title},
                    {"category", proposal.category},
                    {"elements", array_of(entry.body, "elements")},
                    {"group", proposal.group},
                    {"year", proposal.year},
                    {"rulebook", entry.competition.rulebook},
                    {"definition", entry.competition.definition}};
  copy_member(entry.body, "started_on", data);
  if (proposal.local_organizer != proposal.organizer) data["local_organizer"] = proposal.local_organizer;
  return data;
}

json::object registered(const Entry& entry, const Proposal& proposal) {
  json::object data{{"competition", proposal.competition}, {"proposal", proposal.id},
                    {"number", proposal.number},           {"title", proposal.title},
                    {"title_key", title_key(proposal.title)}, {"entrant", proposal.entrant}};
  if (!entry.rulebook.entry.quota_per_agency.empty()) {
    data["local_organizer"] = proposal.local_organizer;
    data["group"] = proposal.group;
  }
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

Decision enter(World& world, const Entry& entry, json::object origin) {
  auto id = choose_id(world, entry.body, "proposal");
  if (!id) return id.error();
  const std::string entries = stream_of("register", entry.competition.id);
  const Proposal proposal = new_proposal(entry, *id, static_cast<std::int64_t>(world.read<Register>(entries).proposals.size()) + 1);
  auto machine = Machine::start(world, proposal, first_context(entry.rulebook));
  if (!machine) return machine.error();
  json::object data = entered(entry, proposal);
  if (json::array flags = flags_of(world, entry); !flags.empty()) data["flags"] = std::move(flags);
  if (!origin.empty()) data["origin"] = std::move(origin);
  for (auto& [key, value] : machine->describe()) data[key] = std::move(value);
  if (auto timers = machine->timers_changed(); !timers.empty()) data["timers"] = std::move(timers);
  return Accepted{
      {{stream_of("proposal", *id), "ProposalEntered", std::move(data)},
       {entries, "ProposalRegistered", registered(entry, proposal)}},
      {{"id", *id}, {"number", proposal.number}, {"state", machine->path()}, {"stage", machine->stage()}}};
}

Decision enter_proposal(World& world, const Command& command) {
  const std::string_view competition_id = path_of(command, "competition");
  const auto& competition = world.read<Competition>(stream_of("competition", competition_id));
  if (competition.id.empty()) return not_found("competition", competition_id);
  const auto entrant = entrant_of(world, command, competition);
  if (!entrant) return entrant.error();
  const auto& rulebook = *rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook;
  const Entry entry{competition, rulebook, **entrant, command.body};
  if (auto found = entry_obstacles(world, entry); !found.empty()) return std::move(found.front());
  return enter(world, entry);
}

}  // namespace jejak::workflows
