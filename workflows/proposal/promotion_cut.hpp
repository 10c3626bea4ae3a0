#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/runtime/world.hpp"
#include "workflows/proposal/state.hpp"
#include "workflows/rulebook_entry.hpp"

namespace jejak::workflows {

// Where a promotion rule cuts among those whom its stage chose: by their places in the decision, those in a state of `passes_over` left out.
struct PromotionCut {
  std::map<std::string, std::int64_t, std::less<>> places;  // of all who still stand, by proposal
  std::vector<std::string> tied;  // those who share a place across the cut; empty: none do
  std::int64_t left = 0;          // how many of them there is room for
};
PromotionCut promotion_cut(World& world, std::string_view competition, const PromotionRule& rule);

struct Right {
  const PromotionRule* rule = nullptr;
  std::int64_t rank = 0;   // in the decision
  std::int64_t place = 0;  // among those chosen who still stand
};

// The rule of the origin's rulebook by which the proposal may go on to that tier. Where it shares a place across the cut, the rule's `tie`
// says whether it may; `tie_at_cut` as long as that is for two people to say and they did not.
Result<Right, Rejection> right_to(World& world, const Proposal& proposal, std::string_view tier);

}  // namespace jejak::workflows
