#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/rejection.hpp"
#include "engine/runtime/world.hpp"

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
// one. `not_found` where there is none.
Result<NamedDefinition, Rejection> find_definition(World& world, std::string_view id, std::string_view version);

// Records the document where the log does not have it yet.
void record_definition(World& world, const NamedDefinition& definition, std::vector<NewEvent>& events);

}  // namespace jejak::workflows
