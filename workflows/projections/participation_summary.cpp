#include <algorithm>

#include "workflows/projections/document.hpp"
#include "workflows/projections/taking_part.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

using What = TakingPart::What;

// What is remembered of an entrant ("entrant/<id>"): whose it is, and how often it entered, submitted and was awarded in each year.
std::string memory_of(std::string_view entrant) { return "entrant/" + std::string(entrant); }

std::string_view word_of(What what) { return what == What::entered ? "entered" : what == What::submitted ? "submitted" : "awarded"; }

bool took_part(const json::object& years, std::int64_t year) {
  return integer_of(object_of(years, std::to_string(year)), "submitted") > 0;
}

std::int64_t first_of(const json::object& years) {
  std::int64_t first = 0;
  for (const auto& [key, counts] : years) {
    const std::int64_t year = std::stoll(std::string(key));
    if (integer_of(members_of(counts), "submitted") > 0 && (first == 0 || year < first)) first = year;
  }
  return first;
}

json::object& begin_kind(json::object& kinds, std::string_view kind, std::int64_t stopped) {
  json::object& counts = inner_object(kinds, kind);
  if (counts.empty())
    counts = {{"awarded", 0}, {"entered", 0}, {"new", 0}, {"registered", 0}, {"returned", 0}, {"stopped", stopped}, {"submitted", 0}};
  return counts;
}

// The counts of a kind in a year. In a year that is new, those who took part in the year before have stopped until they come.
json::object& counts_of(json::object& document, std::int64_t year, std::string_view kind) {
  json::object& years = inner_object(document, "years");
  const std::string key = std::to_string(year);
  if (!years.contains(key)) {
    json::object kinds;
    for (const auto& [name, before] : object_of(years, std::to_string(year - 1))) begin_kind(kinds, name, integer_of(members_of(before), "submitted"));
    years[key] = std::move(kinds);
  }
  return begin_kind(inner_object(years, key), kind, 0);
}

bool has_year(const json::object& document, std::int64_t year) { return object_of(document, "years").contains(std::to_string(year)); }

// `by` is 1 where the entrant takes part in that year after all, -1 where it does no more; `first` is its first year without it.
void move_years(json::object& document, const json::object& years, std::string_view kind, std::int64_t year, std::int64_t first, std::int64_t by) {
  json::object& counts = counts_of(document, year, kind);
  const bool is_first = first == 0 || year < first;
  count(counts, is_first ? "new" : "returned", by);
  if (took_part(years, year - 1)) count(counts, "stopped", -by);
  if (is_first && first != 0) {
    json::object& later = counts_of(document, first, kind);
    count(later, "new", -by);
    count(later, "returned", by);
  }
  if (has_year(document, year + 1) && !took_part(years, year + 1)) count(counts_of(document, year + 1, kind), "stopped", by);
}

// Agencies are counted, not entries: a second one in the same year changes nothing.
void note(const TakingPart& part, Documents& documents) {
  json::object& memory = documents.edit(memory_of(part.entrant));
  const std::string kind(text_of(memory, "kind"));
  json::object& years = inner_object(memory, "years");
  json::object& own = inner_object(years, std::to_string(part.year));
  const std::string_view word = word_of(part.what);
  const std::int64_t before = integer_of(own, word);
  set_integer(own, word, 0);
  const std::int64_t first = first_of(years);
  set_integer(own, word, before + part.by);
  const json::object years_now = years;
  json::object& document = documents.edit(text_of(memory, "of"));
  json::object& counts = counts_of(document, part.year, kind);
  if ((before > 0) == (before + part.by > 0)) return;
  count(counts, word, part.by);
  if (part.what == What::submitted) move_years(document, years_now, kind, part.year, first, part.by);
}

void apply(const Event& event, Documents& documents) {
  const auto& data = members_of(event.data);
  if (event.type == "OrganizerRegistered") {
    json::object& document = documents.edit(text_of(data, "id"));
    set_text(document, "organizer", text_of(data, "id"));
    document["years"].emplace_object();
    return;
  }
  if (event.type == "EntrantRegistered") {
    const std::string organizer(text_of(data, "organizer"));
    if (documents.find(organizer) == nullptr) return;
    documents.edit(memory_of(text_of(data, "id"))) = {{"kind", text_of(data, "kind")}, {"of", organizer}, {"years", json::object()}};
    const std::int64_t year = std::stoll(format_rfc3339(event.time).substr(0, 4));
    count(counts_of(documents.edit(organizer), year, text_of(data, "kind")), "registered", 1);
    return;
  }
  const auto part = taking_part(event, data, documents);
  if (part && documents.find(memory_of(part->entrant)) != nullptr) note(*part, documents);
}

}  // namespace

Projection participation_summary() { return {{"participation_summary", 1, {field("organizer", "f")}}, apply}; }

}  // namespace jejak::workflows::views
