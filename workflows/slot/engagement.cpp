#include "workflows/slot/engagement.hpp"

#include <algorithm>
#include <map>

#include "workflows/assessment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

json::object told(const Engagement& engagement) {
  return {{"proposal", engagement.placed.presentation.proposal}, {"stage", engagement.stage}, {"room", engagement.placed.slot.room},
          {"starts", format_rfc3339(engagement.placed.slot.starts)}, {"ends", format_rfc3339(engagement.placed.slot.ends)}};
}

Rejection in_two_rooms(std::string_view juror, const Engagement& one, const Engagement& other) {
  const std::string& room = one.placed.slot.room;
  const std::string& other_room = other.placed.slot.room;
  const std::string starts = format_rfc3339(other.placed.slot.starts);
  return conflict("juror_in_two_rooms",
                  {"The juror would be in the room " + room + " while another of its proposals is presented in the room " + other_room + " (" + starts +
                       "): move one of the slots, or choose another juror.",
                   "Juri itu akan berada di ruang " + room + " saat proposal lainnya dipresentasikan di ruang " + other_room + " (" + starts +
                       "): pindahkan salah satu slot, atau pilih juri lain."},
                  {{"juror", juror}, {"slot", told(one)}, {"other", told(other)}});
}

}  // namespace

std::string schedule_stream(std::string_view competition, std::string_view stage) {
  return stream_of("schedule", std::string(competition) + "-" + std::string(stage));
}

Presentation presentation_of(World& world, std::string_view proposal, std::string_view entrant, std::string_view stage) {
  Presentation presentation{std::string(proposal), std::string(entrant), {}};
  const auto& sheets = world.read<Assessments>(stream_of("assessment", std::string(proposal) + "-" + std::string(stage))).by_juror;
  for (const auto& [juror, sheet] : sheets)
    if (sheet.outcome == SheetOutcome::not_assessed || sheet.outcome == SheetOutcome::scored) presentation.jurors.push_back(juror);
  return presentation;
}

std::vector<Engagement> engagements_of(World& world, const Competition& competition, std::string_view but_stage, std::string_view but_proposal) {
  std::vector<Engagement> all;
  for (const Stage& stage : rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook->stages) {
    const auto& schedule = world.read<Schedule>(schedule_stream(competition.id, stage.name));
    for (const auto& [proposal, slot] : schedule.by_proposal) {
      if (stage.name == but_stage && proposal == but_proposal) continue;
      all.push_back({stage.name, {slot.at, presentation_of(world, proposal, slot.entrant, stage.name)}});
    }
  }
  return all;
}

std::vector<Placed> placed_of(std::vector<Engagement> engagements) {
  std::vector<Placed> placed;
  for (Engagement& each : engagements) placed.push_back(std::move(each.placed));
  return placed;
}

std::optional<Rejection> refuse_two_rooms(World& world, const Competition& competition, std::string_view stage, const std::vector<NewEvent>& assigned) {
  if (assigned.empty()) return std::nullopt;
  const std::vector<Engagement> engagements = engagements_of(world, competition);
  std::map<std::string_view, std::vector<const Engagement*>> of_juror;
  std::map<std::string_view, const Engagement*> of_proposal;  // at this stage
  for (const Engagement& each : engagements) {
    if (each.stage == stage) of_proposal[each.placed.presentation.proposal] = &each;
    for (const std::string& juror : each.placed.presentation.jurors) of_juror[juror].push_back(&each);
  }
  for (const NewEvent& event : assigned) {
    const json::object& data = event.data;
    const auto found = of_proposal.find(text_of(data, "proposal"));
    if (event.type != "JurorAssigned" || found == of_proposal.end()) continue;
    auto& own = of_juror[text_of(data, "juror")];
    for (const Engagement* other : own)
      if (other != found->second && overlap(other->placed.slot, found->second->placed.slot)) return in_two_rooms(text_of(data, "juror"), *found->second, *other);
    own.push_back(found->second);
  }
  return std::nullopt;
}

}  // namespace jejak::workflows
