#include "workflows/competition/window.hpp"

#include <algorithm>

#include "workflows/refusal.hpp"

namespace jejak::workflows {

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
  const std::string opens = format_rfc3339(closed->opens);
  const std::string closes = format_rfc3339(closes_for(*closed, competition, entrant));
  return conflict("window_closed",
                  {"The window \"" + closed->name + "\" is open from " + opens + " to " + closes + ".",
                   "Jangka waktu \"" + closed->name + "\" dibuka " + opens + " sampai " + closes + "."},
                  {{"window", closed->name}, {"opens", opens}, {"closes", closes}, {"now", format_rfc3339(now)}});
}

}  // namespace jejak::workflows
