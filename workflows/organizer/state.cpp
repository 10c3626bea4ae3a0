#include "workflows/organizer/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Organizer& organizer, const Event& event) {
  if (event.type != "OrganizerRegistered") return;
  const auto& data = members_of(event.data);
  organizer.id = text_of(data, "id");
  organizer.name = text_of(data, "name");
}

}  // namespace jejak::workflows
