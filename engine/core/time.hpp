#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jejak {

// An instant: microseconds since 1970-01-01T00:00:00Z. Time is data; only a Clock (engine/ports) knows what time it is.
struct Timestamp {
  std::int64_t microseconds = 0;
  auto operator<=>(const Timestamp&) const = default;
};

// RFC 3339 in UTC with exactly six decimals: "2022-05-25T02:00:00.000000Z" (27 characters for years 0000-9999).
std::string format_rfc3339(Timestamp time);

// Reads an RFC 3339 date-time with any offset and up to six decimals; nothing where the text is not one.
std::optional<Timestamp> parse_rfc3339(std::string_view text);

// Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds ("P5D", "PT1H30M", "P2W", "PT0.5S");
// the result is in microseconds. Years and months are refused: they have no fixed length.
std::optional<std::int64_t> parse_duration(std::string_view text);

}  // namespace jejak
