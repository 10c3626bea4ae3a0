#include "workflows/attachment/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(Attachments& attachments, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  const std::string name(text_of(data, "name"));
  if (type == "AttachmentAdded") attachments.by_name[name] = {std::string(text_of(data, "sha256")), integer_of(data, "bytes")};
  if (type == "AttachmentRemoved") attachments.by_name.erase(name);
}

}  // namespace jejak::workflows
