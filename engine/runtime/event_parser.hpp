#pragma once
#include <array>
#include <boost/json/monotonic_resource.hpp>

#include "engine/core/event.hpp"

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

}  // namespace jejak
