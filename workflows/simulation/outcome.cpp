#include "workflows/simulation/outcome.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void Outcome::take(const Event& event) {
  const auto& data = members_of(event.data);
  if (text_of(data, "competition") != competition_) return;
  const std::string_view type = event.type;
  if (type == "ProposalEntered") {
    proposals_[std::string(text_of(data, "id"))] = {std::string(text_of(data, "title")), std::string(text_of(data, "to")), false, {}};
  } else if (type == "AwardGranted" || type == "AwardRevoked") {
    proposals_[std::string(text_of(data, "proposal"))].awarded = type == "AwardGranted";
  } else if (type == "StageDecided") {
    for (const json::value& each : array_of(data, "results")) {
      const auto& result = members_of(each);
      proposals_[std::string(text_of(result, "proposal"))].results[std::string(text_of(data, "stage"))] = {
          std::string(text_of(result, "outcome")), integer_of(result, "rank"), std::string(text_of(result, "decimal"))};
    }
  } else if (event.stream.starts_with("proposal-") && data.contains("to")) {
    proposals_[event.stream.substr(std::string_view("proposal-").size())].state = text_of(data, "to");
  }
}

}  // namespace jejak::workflows
