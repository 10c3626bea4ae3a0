#include "workflows/proposal/origin_lost.hpp"

#include "workflows/field.hpp"
#include "workflows/proposal/lineage.hpp"

namespace jejak::workflows {

std::vector<NewEvent> origin_lost(World& world, const Proposal& origin, std::string_view state, std::string_view reason) {
  std::vector<NewEvent> events;
  for (const auto& [competition, copy_id] : world.read<Lineage>(stream_of("lineage", origin.id)).promoted) {
    const auto& copy = world.read<Proposal>(stream_of("proposal", copy_id));
    if (copy.id.empty()) continue;
    events.push_back({stream_of("lineage", copy.id), "OriginLost",
                      {{"proposal", copy.id}, {"competition", copy.competition}, {"organizer", copy.organizer}, {"title", copy.title},
                       {"origin", {{"proposal", origin.id}, {"competition", origin.competition}, {"organizer", origin.organizer}, {"entrant", origin.entrant}}},
                       {"state", state}, {"reason", reason}}});
  }
  return events;
}

}  // namespace jejak::workflows
