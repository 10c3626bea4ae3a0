#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"
#include "workflows/search/stem.hpp"

namespace jejak::workflows::views {

namespace {

// What an innovation is found by. Awards that were granted without the category's title are found by its key.
std::string words_of(const json::object& data) {
  std::string text;
  for (const char* member : {"title", "summary", "entrant_name", "category"}) text.append(text_of(data, member)).append(" ");
  for (const char* language : {"id", "en"}) text.append(text_of(object_of(data, "category_title"), language)).append(" ");
  return searchable_text(text);
}

void grant(const Event& event, const json::object& data, Documents& documents) {
  const std::string_view proposal = text_of(data, "proposal");
  json::object& document = begin_document(documents, proposal);
  set_text(document, "id", proposal);
  take(data, {"title", "summary", "category", "organizer", "competition", "entrant", "entrant_name", "year"},
       document);
  set_text(document, "words", words_of(data));
  set_time(document, "awarded_at", event.time);
  set_integer(document, "replications", 0);
  set_integer(document, "established", 0);
  document["willing"] = true;  // not said means willing
  document["willingness_note"] = nullptr;
}

void request(const json::object& data, Documents& documents) {
  count(known_document(documents, text_of(data, "innovation")), "replications", 1);
}

// `replications` leaves out those that were abandoned; `established` counts those that run for good today.
// What lost its award is in the gallery no more, whatever becomes of its replications.
void advance(const json::object& data, Documents& documents) {
  const std::string_view innovation = text_of(data, "innovation");
  if (documents.find(innovation) == nullptr) return;
  json::object& document = documents.edit(innovation);
  const std::string_view from = text_of(data, "from");
  const std::string_view to = text_of(data, "to");
  if (from == to) return;
  if (from == "established") count(document, "established", -1);
  if (to == "established") count(document, "established", 1);
  if (to == "abandoned") count(document, "replications", -1);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "AwardGranted") {
    grant(event, data, documents);
  } else if (type == "AwardRevoked") {
    known_document(documents, text_of(data, "proposal"));
    documents.erase(text_of(data, "proposal"));
  } else if (type == "WillingnessDeclared") {
    if (documents.find(text_of(data, "innovation")) == nullptr) return;  // its award is revoked
    json::object& document = documents.edit(text_of(data, "innovation"));
    document["willing"] = flag_of(data, "willing");
    document["willingness_note"] = nullptr;
    if (data.contains("note")) set_text(document, "willingness_note", text_of(data, "note"));
  } else if (type == "ReplicationRequested") {
    request(data, documents);
  } else if (type == "ReplicationAdvanced") {
    advance(data, documents);
  }
}

}  // namespace

Projection gallery() {
  return {{"gallery",
           2,
           {field("category", "f"), field("organizer", "f"), field("year", "f"), field("competition", "f"),
            field("title", "s"), field("awarded_at", "si"), field("words", "w")}},
          apply};
}

}  // namespace jejak::workflows::views
