#include "workflows/definition/registry.hpp"

#include "workflows/definition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

Result<NamedDefinition, Rejection> find_definition(World& world, std::string_view id, std::string_view version) {
  const auto& versions = world.read<DefinitionVersions>(stream_of("workflow", id));
  const auto* uploaded = version.empty() && !versions.uploaded.empty() ? &versions.uploaded.back() : versions.find(version);
  if (uploaded != nullptr) return NamedDefinition{std::string(id), uploaded->version, uploaded->hash, {}};
  auto shipped = shipped_document("definitions", id);
  const std::string_view shipped_version = shipped ? text_of(members_of(*shipped), "version") : std::string_view();
  if (!shipped || (!version.empty() && version != shipped_version)) {
    return not_found("definition", version.empty() ? std::string(id) : std::string(id) + "/" + std::string(version));
  }
  NamedDefinition found{std::string(id), std::string(shipped_version), document_hash(*shipped), {}};
  found.document = std::move(*shipped);
  return found;
}

void record_definition(World& world, const NamedDefinition& definition, std::vector<NewEvent>& events) {
  const std::string stream = stream_of("definition", definition.hash);
  if (definition.document.is_null() || world.version(stream) > 0) return;
  events.push_back({stream, "DefinitionRecorded", {{"document", definition.document}}});
}

}  // namespace jejak::workflows
