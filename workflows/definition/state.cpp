#include "workflows/definition/state.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

const DefinitionVersions::Uploaded* DefinitionVersions::find(std::string_view version) const {
  const auto found = std::ranges::find(uploaded, version, &Uploaded::version);
  return found == uploaded.end() ? nullptr : &*found;
}

void evolve(DefinitionVersions& versions, const Event& event) {
  if (event.type != "DefinitionUploaded") return;
  const auto& data = members_of(event.data);
  if (versions.uploaded.empty()) versions.organizer = text_of(data, "organizer");
  versions.uploaded.push_back({std::string(text_of(data, "version")), std::string(text_of(data, "hash"))});
}

}  // namespace jejak::workflows
