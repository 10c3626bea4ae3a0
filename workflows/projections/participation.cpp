#include <algorithm>

#include "workflows/projections/document.hpp"
#include "workflows/projections/taking_part.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

using What = TakingPart::What;

std::string season_of(const json::object& document) { return "organizer/" + std::string(text_of(document, "organizer")); }

json::object& year_of(json::object& document, std::int64_t year) {
  json::object& counts = inner_object(inner_object(document, "years"), std::to_string(year));
  if (counts.empty()) counts = {{"awards", 0}, {"entered", 0}, {"submitted", 0}};
  return counts;
}

std::int64_t last_submitted(const json::object& document) {
  std::int64_t last = 0;
  for (const auto& [year, counts] : object_of(document, "years")) {
    if (integer_of(members_of(counts), "submitted") > 0) last = std::max<std::int64_t>(last, std::stoll(std::string(year)));
  }
  return last;
}

void set_status(json::object& document, std::int64_t season) {
  const std::int64_t last = integer_of(document, "last_submitted_year");
  set_text(document, "status", last == 0 ? "never" : last >= season ? "active" : "stopped");
}

// With the first that takes part in a later year than anybody before, all who took part in the year that was last have stopped until they
// come as well. Who they are is remembered with the organizer's last year, so that nobody else is looked at.
void begin_season(Documents& documents, const std::string& key, std::int64_t year) {
  json::object& season = documents.edit(key);
  const json::array before = array_of(season, "active");
  season = {{"active", json::array()}, {"year", year}};
  for (const json::value& entrant : before) set_status(documents.edit(entrant.get_string()), year);
}

void submit(const TakingPart& part, Documents& documents) {
  json::object& document = documents.edit(part.entrant);
  count(year_of(document, part.year), "submitted", part.by);
  count(document, "submitted", part.by);
  set_integer(document, "last_submitted_year", last_submitted(document));
  const std::string key = season_of(document);
  const json::object* season = documents.find(key);
  if (part.by > 0 && (season == nullptr || integer_of(*season, "year") < part.year)) begin_season(documents, key, part.year);
  json::object& current = documents.edit(key);
  if (part.by > 0 && integer_of(current, "year") == part.year) {
    json::array& active = current.at("active").as_array();
    if (std::ranges::find(active, json::value(part.entrant)) == active.end()) active.emplace_back(part.entrant);
  }
  const std::int64_t year = integer_of(current, "year");
  set_status(documents.edit(part.entrant), year);
}

void enter(const TakingPart& part, json::object& document) {
  const std::int64_t first = integer_of(document, "first_year");
  count(document, "entered", 1);
  count(year_of(document, part.year), "entered", 1);
  set_integer(document, "first_year", first == 0 ? part.year : std::min(first, part.year));
  set_integer(document, "last_year", std::max(integer_of(document, "last_year"), part.year));
}

void begin(const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  lay_out(document, {"awards", "entered", "entrant", "first_year", "kind", "last_submitted_year", "last_year", "name", "organizer", "status", "submitted", "years"});
  take(data, {"kind", "name", "organizer"}, document);
  set_text(document, "entrant", text_of(data, "id"));
  for (const std::string_view key : {"awards", "entered", "first_year", "last_submitted_year", "last_year", "submitted"}) document[key] = 0;
  set_text(document, "status", "never");
  document["years"].emplace_object();
}

// Who never entered has last_year 0; who stopped entering has one that is long ago.
void apply(const Event& event, Documents& documents) {
  const auto& data = members_of(event.data);
  if (event.type == "EntrantRegistered") return begin(data, documents);
  const auto part = taking_part(event, data, documents);
  if (!part || documents.find(part->entrant) == nullptr) return;
  if (part->what == What::submitted) return submit(*part, documents);
  json::object& document = documents.edit(part->entrant);
  if (part->what == What::entered) return enter(*part, document);
  count(document, "awards", part->by);
  count(year_of(document, part->year), "awards", part->by);
}

}  // namespace

Projection participation() {
  return {{"participation",
           2,
           {field("organizer", "fi"), field("kind", "f"), field("last_year", "fs"), field("last_submitted_year", "fs"), field("status", "f")}},
          apply};
}

}  // namespace jejak::workflows::views
