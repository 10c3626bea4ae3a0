#include "workflows/migration/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(MigrationOrder& order, const Event& event) {
  if (event.type != "MigrationOrdered") return;
  const auto& data = members_of(event.data);
  order.id = text_of(data, "id");
  order.from = object_of(data, "from");
  order.to = object_of(data, "to");
  order.mapping = {{"states", object_of(data, "states")}, {"context", object_of(data, "context")}};
  order.reason = text_of(data, "reason");
}

}  // namespace jejak::workflows
