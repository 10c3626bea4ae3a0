#include "engine/runtime/event_parser.hpp"

#include <string>
#include <utility>

#include "engine/runtime/adopt.hpp"

namespace jejak {

const Event* EventParser::parse(const StoredEvent& stored) {
  adopt(event_.data, json::value());
  renew(memory_, buffer_.data(), buffer_.size());
  auto data = parse_own_json(stored.data, &memory_);
  if (!data) return nullptr;
  static_cast<Envelope&>(event_) = stored;
  adopt(event_.data, std::move(*data));
  return &event_;
}

Failure not_json(Position position) {
  return {Failure::Kind::corrupt, "the data of position " + std::to_string(position) + " is not JSON"};
}

Failure not_there(Position position) {
  return {Failure::Kind::unavailable, "the log has no position " + std::to_string(position) + " yet"};
}

}  // namespace jejak
