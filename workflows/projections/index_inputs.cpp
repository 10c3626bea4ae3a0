#include <array>

#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

constexpr std::array<std::string_view, 9> counted = {"awards",   "established",  "external_awards", "innovations", "prior_awards",
                                                     "promoted", "replications", "revoked",         "stopped"};

void begin(const json::object& data, Documents& documents) {
  json::object& document = begin_document(documents, text_of(data, "id"));
  lay_out(document, {"awards", "entrant", "established", "external_awards", "innovations", "kind", "name", "organizer", "prior_awards", "promoted",
                     "replications", "revoked", "stopped"});
  take(data, {"kind", "name", "organizer"}, document);
  set_text(document, "entrant", text_of(data, "id"));
  for (const std::string_view key : counted) document[key] = 0;
}

void advance(const json::object& data, json::object& document) {
  const std::string_view from = text_of(data, "from");
  const std::string_view to = text_of(data, "to");
  if (from == to) return;
  if (from == "established") count(document, "established", -1);
  if (to == "established") count(document, "established", 1);
  if (to == "abandoned") count(document, "stopped", 1);
}

// What an innovation index asks of an agency, as far as the log knows it: how much it invented, what came of that, who took it over.
void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "EntrantRegistered") return begin(data, documents);
  const bool entered = type == "ProposalEntered";
  const bool granted = type == "AwardGranted";
  const bool revoked = type == "AwardRevoked";
  const bool requested = type == "ReplicationRequested";
  const bool advanced = type == "ReplicationAdvanced";
  // What the program registers by itself is counted as the award that it was.
  const bool prior = type == "PriorAwardRecorded" && !data.contains("proposal");
  const bool external = type == "ExternalAwardRecorded";
  if (!entered && !granted && !revoked && !requested && !advanced && !prior && !external) return;
  const std::string_view entrant = text_of(data, "entrant");
  if (entrant.empty() || documents.find(entrant) == nullptr) return;
  json::object& document = documents.edit(entrant);
  if (entered) count(document, data.contains("origin") ? "promoted" : "innovations", 1);
  if (granted) count(document, "awards", 1);
  if (revoked) count(document, "revoked", 1);
  if (requested) count(document, "replications", 1);
  if (prior) count(document, "prior_awards", 1);
  if (external) count(document, "external_awards", 1);
  if (advanced) advance(data, document);
}

}  // namespace

Projection index_inputs() {
  return {{"index_inputs", 1, {field("organizer", "fi"), field("kind", "f"), field("innovations", "s"), field("name", "s")}}, apply};
}

}  // namespace jejak::workflows::views
