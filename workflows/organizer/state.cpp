#include "workflows/organizer/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Organizer& organizer, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "OrganizerRegistered") {
    organizer.id = text_of(data, "id");
    organizer.name = text_of(data, "name");
    organizer.region = text_of(data, "region");
    organizer.tier = text_of(data, "tier");
    organizer.parent = text_of(data, "parent");
  } else if (event.type == "OrganizerPlaced") {
    organizer.parent = text_of(data, "parent");
  }
}

}  // namespace jejak::workflows
