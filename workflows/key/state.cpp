#include "workflows/key/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Keys& keys, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "KeyIssued") {
    keys.by_id[std::string(text_of(data, "id"))] = {std::string(text_of(data, "role")),
                                                    std::string(text_of(data, "organizer")), false, event.actor,
                                                    std::string(text_of(data, "person"))};
  } else if (event.type == "KeyRevoked") {
    const auto found = keys.by_id.find(text_of(data, "id"));
    if (found != keys.by_id.end()) found->second.revoked = true;
  }
}

}  // namespace jejak::workflows
