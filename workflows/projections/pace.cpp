#include <algorithm>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows::views {

namespace {

constexpr std::int64_t minute_us = 60'000'000;

// The day on the competition's own clock, so that 23:59 WIB is not the next day's.
std::string day_of(const Event& event, const json::object& document) {
  const std::int64_t offset = zone_offset_minutes(text_of(document, "zone")).value_or(0) * minute_us;
  return format_rfc3339(Timestamp{event.time.microseconds + offset}).substr(0, 10);
}

// Adds one to a day's count and keeps the busiest day, the earlier of two that are alike.
void add(const Event& event, json::object& document, std::string_view what) {
  const std::string day = day_of(event, document);
  json::object& counts = inner_object(inner_object(document, "days"), day);
  if (counts.empty()) counts = {{"entered", 0}, {"submitted", 0}};
  count(counts, what, 1);
  set_text(document, "last_day", std::max(std::string(text_of(document, "last_day")), day));
  if (what != "submitted") return;
  const auto& days = object_of(document, "days");
  const std::string_view peak = text_of(document, "peak_day");
  const std::int64_t most = peak.empty() ? 0 : integer_of(object_of(days, peak), "submitted");
  const std::int64_t now = integer_of(counts, "submitted");
  if (now > most || (now == most && day < peak)) set_text(document, "peak_day", day);
}

// How many came on which day: the last one is the peak, and who runs a competition has to see it come.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "CompetitionOpened") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    lay_out(document, {"competition", "days", "last_day", "organizer", "peak_day", "zone"});
    take(data, {"organizer"}, document);
    set_text(document, "competition", text_of(data, "id"));
    set_text(document, "zone", data.contains("zone") ? text_of(data, "zone") : "Asia/Jakarta");
    document["days"].emplace_object();
  } else if (type == "ProposalEntered") {
    add(event, known_document(documents, text_of(data, "competition")), "entered");
  } else if (type == "TransitionTaken" && text_of(data, "event") == "SUBMIT" && !text_of(data, "from").ends_with(".returned")) {
    add(event, known_document(documents, text_of(data, "competition")), "submitted");
  }
}

}  // namespace

Projection pace() { return {{"pace", 1, {field("organizer", "f")}}, apply}; }

}  // namespace jejak::workflows::views
