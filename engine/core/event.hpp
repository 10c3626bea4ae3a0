#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/hex.hpp"
#include "engine/core/json.hpp"
#include "engine/core/time.hpp"

namespace jejak {

using Position = std::uint64_t;       // order over all streams, dense from 1, in commit order; 0 is before the first
using StreamVersion = std::uint64_t;  // dense from 1 within a stream; 0 is a stream without events

// What is known of an event beside its data. The CloudEvents 1.0 name stands in brackets.
struct Envelope {
  Position position = 0;
  std::string stream;  // "proposal-<id>" [subject]
  StreamVersion stream_version = 0;
  std::string id;    // UUIDv7 [id]
  std::string type;  // CamelCase, past tense [type]
  std::uint32_t schema_version = 1;
  Timestamp time;  // never before the time of the position before it [time]
  std::string actor;
  std::string correlation_id;  // what set this off: the request, or the run of a job
  std::string causation_id;    // the event that caused this one; empty where a command from outside did
};

// An event as stored: `data` is RFC 8785 bytes.
struct StoredEvent : Envelope {
  std::string data;
  Salt salt{};
  Hash leaf_hash{};
};

// An event as folded: `data` parsed.
struct Event : Envelope {
  json::value data;
};

// What a decision wants recorded. A personal field is {"$personal":{"subject":"juror-...","value":<any>}} until the
// command processor seals it.
struct NewEvent {
  std::string stream;
  std::string type;
  json::object data;
  std::uint32_t schema_version = 1;
};

// Marks a value as personal data of `subject`, to be sealed with that subject's key.
json::object personal(std::string_view subject, json::value value);

}  // namespace jejak
