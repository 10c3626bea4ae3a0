#include "workflows/projections/document.hpp"
#include "workflows/projections/views.hpp"

namespace jejak::workflows::views {

namespace {

// While a reopening is open the decision shows it; once it took effect there is no decision.
void reopen(const Event& event, const json::object& data, const std::string& key, Documents& documents) {
  const std::string_view type = event.type;
  json::object& document = known_document(documents, key);
  if (type == "StageReopened") return documents.erase(key);
  document.erase("reopening");
  if (type != "StageReopeningProposed") return;
  document["reopening"] = json::object{{"reason", text_of(data, "reason")}, {"proposed_by", event.actor}, {"proposed_at", format_rfc3339(event.time)}};
}

void supplement(const Event& event, const json::object& data, json::object& document) {
  json::value& supplements = document["supplements"];
  if (!supplements.is_array()) supplements.emplace_array();
  json::object line{{"settled_by", event.actor}, {"decided_at", format_rfc3339(event.time)}};
  for (const char* member : {"proposal", "reason", "proposed_by", "result"}) copy_member(data, member, line);
  supplements.get_array().push_back(std::move(line));
}

// Who of those that share a place across the cut of a promotion goes on; a tie at the stage's own cut is in the decision itself.
void settle_promotion(const Event& event, const json::object& data, Documents& documents) {
  const std::string_view type = event.type, tier = text_of(data, "tier");
  if (tier.empty()) return;
  json::object& document = known_document(documents, joined(text_of(data, "competition"), text_of(data, "stage")));
  json::object& ties = inner_object(inner_object(document, "promotion_ties"), tier);
  ties.erase("proposed");
  if (type == "TieSettlementRejected") return;
  const bool settled = type == "TieSettled";
  json::object& line = inner_object(ties, settled ? "settled" : "proposed");
  line = {{"in", array_of(data, "in")}, {"tied", array_of(data, "tied")}, {"reason", text_of(data, "reason")}};
  set_text(line, "proposed_by", settled ? text_of(data, "proposed_by") : std::string_view(event.actor));
  if (settled) set_text(line, "settled_by", event.actor);
}

void apply(const Event& event, Documents& documents) {
  const std::string_view type = event.type;
  if (type == "StageSupplemented") {
    const auto& one = members_of(event.data);
    return supplement(event, one, known_document(documents, joined(text_of(one, "competition"), text_of(one, "stage"))));
  }
  if (type == "TieSettlementProposed" || type == "TieSettlementRejected" || type == "TieSettled")
    return settle_promotion(event, members_of(event.data), documents);
  const bool decided = type == "StageDecided";
  if (!decided && !type.starts_with("StageReopen")) return;
  const auto& data = members_of(event.data);
  const std::string key = joined(text_of(data, "competition"), text_of(data, "stage"));
  if (!decided) return reopen(event, data, key, documents);
  json::object& document = begin_document(documents, key);
  take(data,
       {"competition", "organizer", "stage", "top", "quorum", "rule", "in", "out", "ties", "results",
        "reason", "method"},
       document);
  for (const char* member : {"early", "lot", "plenary", "round", "reopened", "tie_settlement", "rulebook", "proposed_by"}) copy_member(data, member, document);
  set_text(document, "hash", document_hash(event.data));
  set_text(document, "actor", event.actor);
  set_time(document, "decided_at", event.time);
}

}  // namespace

Projection decisions() {
  return {{"decisions", 4, {field("competition", "fk"), field("organizer", "f")}}, apply};
}

}  // namespace jejak::workflows::views
