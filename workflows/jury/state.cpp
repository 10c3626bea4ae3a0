#include "workflows/jury/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Juror& juror, const Event& event) {
  if (event.type != "JurorRegistered") return;
  const auto& data = members_of(event.data);
  juror.id = text_of(data, "id");
  juror.competition = text_of(data, "competition");
  juror.organizer = text_of(data, "organizer");
  juror.element = text_of(data, "element");
  juror.agency = text_of(data, "agency");
  juror.entrant = text_of(data, "entrant");
}

}  // namespace jejak::workflows
