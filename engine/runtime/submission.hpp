#pragma once
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/decision.hpp"
#include "engine/ports/event_log.hpp"

namespace jejak {

class World;

// What was recorded of one event, for its receipt.
struct Recorded {
  Position position = 0;
  std::string stream;
  StreamVersion stream_version = 0;
  std::string id;
  std::string type;
  Timestamp time;
  Hash leaf_hash{};
};

struct Done {
  std::vector<Recorded> events;  // empty when nothing had to change
  json::object answer;           // Accepted::answer
};
struct Repeated {  // the key was used before for the same request: the first answer, as it was
  IdempotencyRecord first;
};
struct Overloaded {};  // the queue is full or the processor is stopping: nothing was done

using CommandOutcome = std::variant<Done, Repeated, Rejection, Failure, Overloaded>;

// One command on its way. `decide` runs on the processor's thread, exactly once (not at all where the idempotency key
// answers); it is pure but for what it reads through World. `reply` is called once and does not throw: on the
// processor's thread after the commit is durable, or at once on the caller's when Overloaded.
struct Submission {
  std::function<Decision(World&)> decide;
  std::string actor;
  std::string correlation_id;
  std::string causation_id;
  struct Key {
    Hash key{};
    Hash request{};
  };
  std::optional<Key> idempotency;
  // The status and body that the reply to `Done` will have, kept with the idempotency key. Called on the processor's
  // thread before the commit with positions and leaf hashes known; required where `idempotency` is set.
  std::function<std::pair<int, std::string>(const Done&)> render;
  std::function<void(CommandOutcome)> reply;
};

}  // namespace jejak
