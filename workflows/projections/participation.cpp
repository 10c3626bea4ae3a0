#include <algorithm>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

json::object& year_of(json::object& document, std::int64_t year) {
  json::object& counts = inner_object(inner_object(document, "years"), std::to_string(year));
  if (counts.empty()) counts = {{"awards", 0}, {"entered", 0}};
  return counts;
}

// Who never entered has last_year 0; who stopped entering has one that is long ago.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "EntrantRegistered") {
    json::object& document = begin_document(documents, text_of(data, "id"));
    lay_out(document, {"awards", "entered", "entrant", "first_year", "kind", "last_year", "name", "organizer", "years"});
    take(data, {"kind", "name", "organizer"}, document);
    set_text(document, "entrant", text_of(data, "id"));
    for (const std::string_view key : {"awards", "entered", "first_year", "last_year"}) document[key] = 0;
    document["years"].emplace_object();
  } else if (type == "ProposalEntered") {
    // Promoted by an organizer above: the entrant entered it once.
    if (data.contains("origin") || documents.find(text_of(data, "entrant")) == nullptr) return;
    json::object& document = documents.edit(text_of(data, "entrant"));
    const std::int64_t year = integer_of(data, "year");
    const std::int64_t first = integer_of(document, "first_year");
    count(document, "entered", 1);
    count(year_of(document, year), "entered", 1);
    set_integer(document, "first_year", first == 0 ? year : std::min(first, year));
    set_integer(document, "last_year", std::max(integer_of(document, "last_year"), year));
  } else if (type == "AwardGranted" && documents.find(text_of(data, "entrant")) != nullptr) {
    json::object& document = documents.edit(text_of(data, "entrant"));
    count(document, "awards", 1);
    count(year_of(document, integer_of(data, "year")), "awards", 1);
  }
}

}  // namespace

Projection participation() {
  return {{"participation",
           1,
           {field("organizer", "fi"), field("kind", "f"), field("last_year", "fs")}},
          apply};
}

}  // namespace jejak::workflows::views
