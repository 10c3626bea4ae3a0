#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

inline constexpr std::size_t attachments_max = 20;                    // of one proposal
inline constexpr std::int64_t attachments_bytes_max = 50'000'000;     // of one proposal, together

// Stream `attachments-<proposal>`:
//   AttachmentAdded {proposal, competition, organizer, entrant, name, media_type, bytes, sha256, box}: `sha256` of the file as it was sent, `box` the
//   name of the blob that holds it sealed; one of the same name is replaced.
//   AttachmentRemoved {proposal, competition, organizer, entrant, name}
struct Attachments {
  struct File {
    std::string sha256;
    std::int64_t bytes = 0;
  };
  std::map<std::string, File, std::less<>> by_name;
};
void evolve(Attachments& attachments, const Event& event);

}  // namespace jejak::workflows
