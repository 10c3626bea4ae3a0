#pragma once
#include <cstddef>
#include <map>
#include <string>

#include "engine/core/event.hpp"

namespace jejak::workflows {

// Stream `keys`: KeyIssued {id, hash, role, label, organizer, entrant, juror, person?}, KeyRevoked {id, reason}.
struct Keys {
  struct Key {
    std::string role;
    std::string organizer;
    bool revoked = false;
    std::string issued_by;  // the actor
    std::string person;     // an opaque id of who holds it; empty: not said
    std::string juror{};    // that it speaks for
  };
  struct OfJuror {
    std::size_t live = 0;
    std::string revoked_by;  // the actor of the last revocation; empty: there was none
  };
  std::map<std::string, Key, std::less<>> by_id;
  std::map<std::string, OfJuror, std::less<>> by_juror;
};
void evolve(Keys& keys, const Event& event);

}  // namespace jejak::workflows
