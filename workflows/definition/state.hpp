#pragma once
#include <string>
#include <vector>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `workflow-<definition id>`: DefinitionUploaded {id, version, hash, organizer, title, note, warnings}. What was
// uploaded stands in `definition-<hash>` (DefinitionRecorded), where it may have been before.
struct DefinitionVersions {
  struct Uploaded {
    std::string version;
    std::string hash;
  };
  std::string organizer;  // whose it is; empty: the keepers of the server
  std::vector<Uploaded> uploaded;  // the latest last

  const Uploaded* find(std::string_view version) const;
};
void evolve(DefinitionVersions& versions, const Event& event);

}  // namespace jejak::workflows
