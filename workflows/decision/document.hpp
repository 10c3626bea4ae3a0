#pragma once
#include "workflows/competition/state.hpp"
#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// The decision document of workflows/README.md.
json::object decision_document(const Competition& competition, const Stage& stage, const Ranking& ranking);

// How a reason is named and told.
struct ReasonText {
  std::string_view code;
  std::string_view id;
  std::string_view en;
};
const ReasonText& text_for(Reason reason);

// What one proposal is told of it: {"stage","outcome","rank","score","decimal","reason","place"? (of those chosen)}.
json::object result_of(const Stage& stage, const Ranked& ranked);

}  // namespace jejak::workflows
