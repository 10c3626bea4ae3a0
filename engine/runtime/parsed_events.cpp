#include "engine/runtime/parsed_events.hpp"

#include <utility>

#include "engine/runtime/adopt.hpp"

namespace jejak {

ParsedEvents::ParsedEvents()
    : buffer_(std::make_unique_for_overwrite<unsigned char[]>(buffer_bytes)), memory_(buffer_.get(), buffer_bytes) {}

ParsedEvents::~ParsedEvents() { clear(); }

void ParsedEvents::clear() {
  for (Event& event : std::span(events_.data(), size_)) adopt(event.data, json::value());
  size_ = 0;
  renew(memory_, buffer_.get(), buffer_bytes);
}

bool ParsedEvents::add(const StoredEvent& stored) {
  auto data = parse_own_json(stored.data, &memory_);
  if (!data) return false;
  if (size_ == events_.size()) events_.emplace_back();
  Event& event = events_[size_++];
  static_cast<Envelope&>(event) = stored;
  adopt(event.data, std::move(*data));
  return true;
}

}  // namespace jejak
