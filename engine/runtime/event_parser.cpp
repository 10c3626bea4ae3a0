#include "engine/runtime/event_parser.hpp"

#include <memory>
#include <utility>

namespace jejak {
namespace {

// Assigning to a json::value copies into the memory that the target lives in; only construction adopts the source's.
void become(json::value& target, json::value&& source) {
  std::destroy_at(&target);
  std::construct_at(&target, std::move(source));
}

}  // namespace

const Event* EventParser::parse(const StoredEvent& stored) {
  become(event_.data, json::value());
  // A resource that was only released would go on doubling its next block with each event that outgrows the buffer
  // (Boost.JSON 1.81), until no block is small enough to be had.
  std::destroy_at(&memory_);
  std::construct_at(&memory_, buffer_.data(), buffer_.size());
  auto data = parse_own_json(stored.data, &memory_);
  if (!data) return nullptr;
  static_cast<Envelope&>(event_) = stored;
  become(event_.data, std::move(*data));
  return &event_;
}

}  // namespace jejak
