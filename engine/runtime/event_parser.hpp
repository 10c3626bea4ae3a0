#pragma once
#include <array>
#include <boost/json/monotonic_resource.hpp>

#include "engine/core/event.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// Turns stored events into events for folding, one at a time, without an allocation per event.
class EventParser {
 public:
  // The event with its data parsed, valid until the next call; what is to outlive it must be copied. Null where the data
  // is not JSON, which only damage to the log can bring about.
  const Event* parse(const StoredEvent& stored);

 private:
  std::array<unsigned char, 16'384> buffer_;
  json::monotonic_resource memory_{buffer_.data(), buffer_.size()};
  Event event_;  // its data lives in memory_
};

// What is told of an event that could not be parsed, and of one that should be there and is not.
Failure not_json(Position position);
Failure not_there(Position position);

}  // namespace jejak
