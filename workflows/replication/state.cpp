#include "workflows/replication/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Replication& replication, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "ReplicationRequested") {
    replication.id = text_of(data, "id");
    replication.innovation = text_of(data, "innovation");
    replication.organizer = text_of(data, "organizer");
    replication.entrant = text_of(data, "entrant");
    replication.by_organizer = text_of(data, "by_organizer");
    replication.requested_by = text_of(data, "requested_by");
    replication.status = "requested";
  } else if (event.type == "ReplicationAdvanced") {
    replication.status = text_of(data, "to");
  }
}

}  // namespace jejak::workflows
