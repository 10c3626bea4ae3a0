#include "workflows/session/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Session& session, const Event& event) {
  if (event.type != "SessionRecorded") return;
  const auto& data = members_of(event.data);
  session.recorded = true;
  session.competition = text_of(data, "competition");
  session.organizer = text_of(data, "organizer");
  for (const json::value& title : array_of(data, "innovations"))
    if (const auto* text = title.if_string()) session.innovations.emplace_back(*text);
}

}  // namespace jejak::workflows
