#pragma once
#include <string>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

// Why each is in or out and what would have had to differ: the member `why` of each result, in their order. Works out what differs
// for all of them, so it is for documents, not for rankings that are only compared.
//   {"needs": {"lift" {"fraction","decimal"}, "in": score|normalised, "at": equal|more, "tie"?: "left", "beyond_scale"?: true} or null,
//    "than"? {"proposal","title"}, "criterion"?, "passing_grade"? {"fraction","decimal"}, "constraints"? [name], "text" {"id","en"}}
// and of what two people decided over the ranking
//   {"change": their reason, "by": [actor, actor], "without": {"outcome": in|out|tied, "reason"}, "text" {"id","en"}}
std::vector<json::object> explanations(const Stage& stage, const Ranking& ranking);

// Notes what the ranking said of one of its results, before two people's decision is carried out on it: `in` and `reason` are set after
// this. Actors, and the reason that they gave.
void overrule(const Ranking& ranking, Ranked& ranked, std::string reason, std::string proposed_by, std::string settled_by);

}  // namespace jejak::workflows
