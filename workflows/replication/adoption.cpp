#include "workflows/replication/adoption.hpp"

#include "workflows/field.hpp"
#include "workflows/replication/region.hpp"

namespace jejak::workflows {

void evolve(Adoption& adoption, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "WillingnessDeclared") {
    adoption.unwilling = !flag_of(data, "willing");
    adoption.note = text_of(data, "note");
  } else if (event.type == "AdopterListed") {
    adoption.adopters[std::string(text_of(data, "adopter_key"))] = text_of(data, "replication");
  }
}

std::string adopter_key(std::string_view organizer) { return region_key(organizer); }

}  // namespace jejak::workflows
