#include "workflows/instance/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Instance& instance, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "InstanceStarted") {
    instance.id = text_of(data, "id");
    instance.organizer = text_of(data, "organizer");
    instance.entrant = text_of(data, "entrant");
    instance.definition_hash = text_of(object_of(data, "definition"), "hash");
  } else if (event.type == "InstanceMigrated") {
    instance.definition_hash = text_of(object_of(data, "definition"), "hash");
  } else if (event.type != "InstanceAdvanced" && event.type != "DeadlineExtended" &&
             event.type != "DeadlineCancelled") {
    return;
  }
  if (const json::value* state = data.if_contains("state")) instance.state = *state;
}

}  // namespace jejak::workflows
