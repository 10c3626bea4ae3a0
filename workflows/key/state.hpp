#pragma once
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
  };
  std::map<std::string, Key, std::less<>> by_id;
};
void evolve(Keys& keys, const Event& event);

}  // namespace jejak::workflows
