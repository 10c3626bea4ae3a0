#pragma once
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/ports/event_log.hpp"

namespace jejak::contracts {

inline constexpr std::int64_t first_instant = 1'653'444'000'000'000;  // 2022-05-25T02:00:00Z

// The `number`th event of a test, an instant later than the one before; everything but what append fills in.
inline StoredEvent event_of(std::string stream, std::uint64_t number) {
  StoredEvent event;
  event.stream = std::move(stream);
  event.id = "event-" + std::to_string(number);
  event.type = number % 2 == 0 ? "Screened" : "Submitted";
  event.schema_version = 1 + static_cast<std::uint32_t>(number % 3);
  event.time.microseconds = first_instant + static_cast<std::int64_t>(number) * 1000;
  event.actor = "key-" + std::to_string(number % 5);
  event.correlation_id = "request-" + std::to_string(number);
  if (number % 4 == 0) event.causation_id = "event-" + std::to_string(number - 1);
  event.data = "{\"number\":" + std::to_string(number) + ",\"title\":\"Inovasi \u00e9\"}";
  event.salt.fill(static_cast<unsigned char>(number));
  return event;
}

// `count` events from `from` on, dealt to `streams` streams in turn.
inline std::vector<StoredEvent> events_of(std::uint64_t from, std::uint64_t count,
                                          std::uint64_t streams = 3) {
  std::vector<StoredEvent> events;
  for (std::uint64_t i = from; i < from + count; ++i) {
    events.push_back(event_of("proposal-" + std::to_string(i % streams), i));
  }
  return events;
}

inline IdempotencyRecord record_of(unsigned char key, Position position) {
  IdempotencyRecord record;
  record.key.fill(key);
  record.request.fill(static_cast<unsigned char>(key + 1));
  record.status = 201;
  record.answer = "{\"position\":" + std::to_string(position) + "}";
  record.position = position;
  return record;
}

inline std::vector<StoredEvent> read_all(EventLog& log, Position from = 1, std::uint64_t limit = UINT64_MAX) {
  std::vector<StoredEvent> events;
  const auto failure = log.read(from, limit, [&events](const StoredEvent& event) {
    events.push_back(event);
    return true;
  });
  if (failure) throw std::runtime_error(failure->message);
  return events;
}

inline std::vector<StoredEvent> read_stream(EventLog& log, std::string_view stream, StreamVersion from = 1,
                                            std::uint64_t limit = UINT64_MAX) {
  std::vector<StoredEvent> events;
  const auto failure = log.read_stream(stream, from, limit, [&events](const StoredEvent& event) {
    events.push_back(event);
    return true;
  });
  if (failure) throw std::runtime_error(failure->message);
  return events;
}

}  // namespace jejak::contracts
