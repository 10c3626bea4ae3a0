#include "workflows/entrant/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Entrant& entrant, const Event& event) {
  if (event.type != "EntrantRegistered") return;
  const auto& data = members_of(event.data);
  entrant.id = text_of(data, "id");
  entrant.organizer = text_of(data, "organizer");
  entrant.name = text_of(data, "name");
  entrant.kind = text_of(data, "kind");
}

}  // namespace jejak::workflows
