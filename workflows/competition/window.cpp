#include "workflows/competition/window.hpp"

#include <algorithm>

#include "workflows/field.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

std::string on_clock(Timestamp instant, std::string_view zone) {
  constexpr std::int64_t minute_us = 60'000'000;
  constexpr std::size_t seconds_end = 19;  // of 2022-06-24T23:59:59.000000Z
  const int minutes = zone_offset_minutes(zone).value_or(0);
  std::string text = format_rfc3339({instant.microseconds + minutes * minute_us}).substr(0, seconds_end);
  return text + "+0" + std::to_string(minutes / 60) + ":00";
}

Timestamp closes_at(const Window& window, const Competition& competition) {
  const auto found = competition.extended.find(window.name);
  return found == competition.extended.end() ? window.closes : std::max(window.closes, found->second);
}

Timestamp closes_for(const Window& window, const Competition& competition, std::string_view entrant) {
  const Timestamp closes = closes_at(window, competition);
  if (entrant.empty() || competition.admitted.empty()) return closes;
  const auto found = competition.admitted.find(late_key(window.name, entrant));
  return found == competition.admitted.end() ? closes : std::max(closes, found->second.closes);
}

std::optional<Rejection> refuse_closed(const Rulebook& rulebook, const Competition& competition, Timestamp now,
                                       const std::function<bool(std::string_view governed)>& governs,
                                       std::string_view entrant) {
  const Window* closed = nullptr;
  for (const Window& window : rulebook.windows) {
    if (std::ranges::none_of(window.governs, governs)) continue;
    if (window.opens <= now && now <= closes_for(window, competition, entrant)) return std::nullopt;
    // Of several closed windows, tell of the next one to open, or else of the last one.
    if (closed == nullptr || closed->opens <= now) closed = &window;
  }
  if (closed == nullptr) return std::nullopt;
  const Timestamp last = closes_for(*closed, competition, entrant);
  const std::string& zone = rulebook.zone;
  json::object local{{"zone", zone}, {"opens", on_clock(closed->opens, zone)}, {"closes", on_clock(last, zone)}, {"now", on_clock(now, zone)}};
  const std::string opens(text_of(local, "opens")), closes(text_of(local, "closes"));
  return conflict("window_closed",
                  {"The window \"" + closed->name + "\" is open from " + opens + " to " + closes + ".",
                   "Jangka waktu \"" + closed->name + "\" dibuka " + opens + " sampai " + closes + "."},
                  {{"window", closed->name},
                   {"opens", format_rfc3339(closed->opens)},
                   {"closes", format_rfc3339(last)},
                   {"now", format_rfc3339(now)},
                   {"local", std::move(local)}});
}

}  // namespace jejak::workflows
