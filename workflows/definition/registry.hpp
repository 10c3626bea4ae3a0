#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/rejection.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/command.hpp"
#include "workflows/competition/state.hpp"

namespace jejak::workflows {

// A definition by its address. `document` is null where the log has it already.
struct NamedDefinition {
  std::string id;
  std::string version;
  std::string hash;
  json::value document;

  json::object reference() const { return {{"id", id}, {"version", version}, {"hash", hash}}; }
};

// The definition of that id and version: uploaded or shipped. Without a version the latest uploaded, else the shipped
// one. `version` may be a hash instead: so a version is found that this program no longer ships but something in the log
// is pinned to. `not_found` where there is none.
Result<NamedDefinition, Rejection> find_definition(World& world, std::string_view id, std::string_view version);

// Compiled for the length of one decision where the log has not pinned it yet.
PinnedDefinition pinned_for(World& world, const NamedDefinition& definition);

// Whoever brought a definition's first version may add to it, and the keepers; shipped ones are the keepers' alone.
std::optional<Rejection> refuse_other_owner(World& world, const Caller& caller, std::string_view id);

// Records the document where the log does not have it yet.
void record_definition(World& world, const NamedDefinition& definition, std::vector<NewEvent>& events);

}  // namespace jejak::workflows
