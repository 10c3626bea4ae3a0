#include "workflows/key/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Keys& keys, const Event& event) {
  const auto& data = members_of(event.data);
  if (event.type == "KeyIssued") {
    const std::string juror(text_of(data, "juror"));
    keys.by_id[std::string(text_of(data, "id"))] = {std::string(text_of(data, "role")), std::string(text_of(data, "organizer")), false, event.actor,
                                                    std::string(text_of(data, "person")), juror};
    if (!juror.empty()) ++keys.by_juror[juror].live;
  } else if (event.type == "KeyRevoked") {
    const auto found = keys.by_id.find(text_of(data, "id"));
    if (found == keys.by_id.end() || found->second.revoked) return;
    found->second.revoked = true;
    if (found->second.juror.empty()) return;
    Keys::OfJuror& held = keys.by_juror[found->second.juror];
    --held.live;
    held.revoked_by = event.actor;
  }
}

}  // namespace jejak::workflows
