#include "workflows/decision/tie.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

std::vector<std::string> texts(const json::object& object, std::string_view key) {
  std::vector<std::string> all;
  for (const auto& value : array_of(object, key))
    if (value.is_string()) all.emplace_back(value.get_string());
  return all;
}

}  // namespace

const TieSettlement* Ties::open(std::string_view tier) const {
  const auto found = by_tier.find(tier);
  return found == by_tier.end() || !found->second.open ? nullptr : &*found->second.open;
}

const TieSettlement* Ties::settled(std::string_view tier) const {
  const auto found = by_tier.find(tier);
  return found == by_tier.end() || !found->second.settled ? nullptr : &*found->second.settled;
}

void evolve(Ties& ties, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  const std::string tier(text_of(data, "tier"));
  if (type == "TieSettlementProposed") {
    TieSettlement open = tie_settlement_of(data);
    open.proposed_by = event.actor;
    ties.by_tier[tier].open = std::move(open);
  } else if (type == "TieSettlementRejected") {
    ties.by_tier[tier].open.reset();
  } else if (type == "TieSettled") {
    TieSettlement settled = tie_settlement_of(data);
    settled.settled_by = event.actor;
    ties.by_tier[tier] = {std::nullopt, std::move(settled)};
  }
}

bool is_about(const TieSettlement& settlement, const std::vector<std::string>& tied) {
  return std::ranges::is_permutation(settlement.tied, tied);
}

json::object tie_document(const TieSettlement& settlement) {
  return {{"in", json::array(settlement.in.begin(), settlement.in.end())},
          {"tied", json::array(settlement.tied.begin(), settlement.tied.end())},
          {"reason", settlement.reason},
          {"proposed_by", settlement.proposed_by},
          {"settled_by", settlement.settled_by}};
}

TieSettlement tie_settlement_of(const json::object& document) {
  return {texts(document, "in"), texts(document, "tied"), std::string(text_of(document, "reason")), std::string(text_of(document, "proposed_by")),
          std::string(text_of(document, "settled_by"))};
}

}  // namespace jejak::workflows
