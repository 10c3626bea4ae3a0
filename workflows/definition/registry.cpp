#include "workflows/definition/registry.hpp"

#include "workflows/definition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t hash_digits = 64;

std::optional<NamedDefinition> find_by_hash(World& world, std::string_view id, std::string_view hash) {
  if (hash.size() != hash_digits) return std::nullopt;
  const PinnedDefinition& pinned = definition_of(world, hash);
  if (pinned.definition == nullptr || statechart::id_of(*pinned.definition) != id) return std::nullopt;
  return NamedDefinition{std::string(id), std::string(statechart::version_of(*pinned.definition)), std::string(hash), {}};
}

}  // namespace

Result<NamedDefinition, Rejection> find_definition(World& world, std::string_view id, std::string_view version) {
  if (auto found = find_by_hash(world, id, version)) return *std::move(found);
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

PinnedDefinition pinned_for(World& world, const NamedDefinition& definition) {
  if (definition.document.is_null()) return definition_of(world, definition.hash);
  Event recorded;
  recorded.type = "DefinitionRecorded";
  recorded.data = {{"document", definition.document}};
  PinnedDefinition pinned;
  evolve(pinned, recorded);
  return pinned;
}

std::optional<Rejection> refuse_other_owner(World& world, const Caller& caller, std::string_view id) {
  if (caller.role == Role::system || caller.role == Role::admin) return std::nullopt;
  const auto& versions = world.read<DefinitionVersions>(stream_of("workflow", id));
  const bool own = versions.uploaded.empty() ? !shipped_document("definitions", id) : versions.organizer == caller.organizer;
  if (own && !caller.organizer.empty()) return std::nullopt;
  return forbidden({"This definition is another organizer's: give yours an id of its own.",
                    "Definisi ini milik penyelenggara lain: beri id tersendiri untuk milik Anda."});
}

void record_definition(World& world, const NamedDefinition& definition, std::vector<NewEvent>& events) {
  const std::string stream = stream_of("definition", definition.hash);
  if (definition.document.is_null() || world.version(stream) > 0) return;
  events.push_back({stream, "DefinitionRecorded", {{"document", definition.document}}});
}

}  // namespace jejak::workflows
