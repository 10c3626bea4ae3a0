#include "workflows/replication/side.hpp"

#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"

namespace jejak::workflows {

Sides sides_of(World& world, const Caller& caller, const Proposal& innovation, std::string_view by_organizer) {
  if (caller.role == Role::system) return {true, true};
  Sides sides;
  if (caller.role == Role::proposer) {
    sides.owner = !caller.entrant.empty() && caller.entrant == innovation.entrant;
  } else {
    sides.owner = serves(caller, innovation.organizer) || serves(caller, innovation.local_organizer);
  }
  sides.replicating = !caller.organizer.empty() && caller.organizer == by_organizer;
  if (sides.owner && !sides.replicating && world.read<Organizer>(stream_of("organizer", by_organizer)).id.empty())
    sides.replicating = sides.reported = true;
  return sides;
}

std::string_view whose_step(const Replication& replication, std::string_view to) {
  const std::string_view asked = replication.requested_by == "owner" ? "replicating" : replication.requested_by.empty() ? "" : "owner";
  if (to == "agreed") return asked;
  return replication.status == "requested" ? "" : "replicating";  // a request is taken back by one side or declined by the other
}

}  // namespace jejak::workflows
