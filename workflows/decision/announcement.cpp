#include "workflows/decision/announcement.hpp"

#include <algorithm>

#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

std::optional<NewEvent> announcement(World& world, const Competition& competition, const Stage& stage, const Ranking& ranking) {
  if (stage.announce == Announce::nothing) return std::nullopt;
  std::vector<const Ranked*> in;
  for (const Ranked& ranked : ranking.results)
    if (ranked.in) in.push_back(&ranked);
  // The order of rank would tell what `names` does not.
  if (stage.announce == Announce::names) std::ranges::sort(in, {}, [](const Ranked* ranked) { return ranked->candidate->number; });
  json::array results;
  for (const Ranked* ranked : in) {
    const Candidate& candidate = *ranked->candidate;
    json::object line{{"proposal", candidate.proposal}, {"number", candidate.number},   {"title", candidate.title},
                      {"category", candidate.category}, {"entrant", candidate.entrant}, {"entrant_name", world.read<Entrant>(stream_of("entrant", candidate.entrant)).name}};
    if (stage.announce != Announce::names) line["rank"] = ranked->rank;
    if (stage.announce == Announce::scores) line["decimal"] = rounded_text(ranked->score);
    results.push_back(std::move(line));
  }
  return NewEvent{stream_of("decision", competition.id + "-" + stage.name),
                  "StageAnnounced",
                  {{"competition", competition.id}, {"organizer", competition.organizer}, {"stage", stage.name}, {"level", name_of(stage.announce)}, {"results", std::move(results)}}};
}

}  // namespace jejak::workflows
