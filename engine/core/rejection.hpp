#pragma once
#include <string>

#include "engine/core/json.hpp"

namespace jejak {

// What kind of no a rejection is; api/http/status.hpp maps each to an HTTP status.
enum class Refusal {
  invalid,       // the command breaks its schema or a limit of the rulebook: details.errors lists every Fault
  not_found,     // what it names does not exist (or may not be known to the caller)
  forbidden,     // this caller may never do that
  conflict,      // the state or a guard stands in the way: details.allowed lists what is possible now
  stale,         // the stream version that the caller expected is no longer the current one
  key_reused     // the idempotency key was used for another request
};

// A refusal by the rules: a value, not an error. `code` is stable snake_case ("window_closed"), `message` one English
// sentence that names the field, the limit and the fix, `message_id` the same in Indonesian.
struct Rejection {
  Refusal kind = Refusal::conflict;
  std::string code;
  std::string message;
  std::string message_id;
  json::object details;
};

}  // namespace jejak
