#include "workflows/projections/taking_part.hpp"

#include "workflows/projections/document.hpp"

namespace jejak::workflows::views {

namespace {

using What = TakingPart::What;

std::string memory_of(std::string_view proposal) { return "proposal/" + std::string(proposal); }

TakingPart part_of(const json::object& memory, What what, std::int64_t by) {
  return {std::string(text_of(memory, "entrant")), integer_of(memory, "year"), what, by};
}

std::optional<TakingPart> enter(const json::object& data, Documents& documents) {
  const bool promoted = data.contains("origin");
  json::object& memory = documents.edit(memory_of(text_of(data, "id")));
  memory = {{"entrant", text_of(data, "entrant")}, {"promoted", promoted}, {"submitted", false}, {"year", integer_of(data, "year")}};
  if (promoted) return std::nullopt;
  return part_of(memory, What::entered, 1);
}

std::optional<TakingPart> step(const Event& event, const json::object& data, Documents& documents) {
  const bool submits = text_of(data, "event") == "SUBMIT", withdraws = text_of(data, "to") == "withdrawn";
  if (!submits && !withdraws) return std::nullopt;
  const std::string key = memory_of(std::string_view(event.stream).substr(std::string_view("proposal-").size()));
  const json::object* known = documents.find(key);
  if (known == nullptr || flag_of(*known, "promoted") || flag_of(*known, "submitted") == submits) return std::nullopt;
  json::object& memory = documents.edit(key);
  memory["submitted"] = submits;
  return part_of(memory, What::submitted, submits ? 1 : -1);
}

}  // namespace

std::optional<TakingPart> taking_part(const Event& event, const json::object& data, Documents& documents) {
  const std::string_view type = event.type;
  if (type == "ProposalEntered") return enter(data, documents);
  if (type == "TransitionTaken") return step(event, data, documents);
  if (type != "AwardGranted" && type != "AwardRevoked") return std::nullopt;
  const json::object* memory = documents.find(memory_of(text_of(data, "proposal")));
  if (memory == nullptr) return std::nullopt;
  return part_of(*memory, What::awarded, type == "AwardGranted" ? 1 : -1);
}

}  // namespace jejak::workflows::views
