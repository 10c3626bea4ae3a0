#include "workflows/decision/judge.hpp"

#include <algorithm>
#include <map>

#include "workflows/decision/explanation.hpp"
#include "workflows/decision/place.hpp"
#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

// How many are in: of each group that competes for the same places, and for each of the shortlist's constraints.
struct Counts {
  std::map<std::string_view, std::size_t> groups;
  std::vector<std::size_t> rules;
};

Counts counts_of(const Stage& stage, const Ranking& ranking) {
  Counts counts;
  counts.rules.resize(stage.policy.shortlist.size());
  for (const Ranked& ranked : ranking.results) {
    if (!ranked.in) continue;
    ++counts.groups[stage.top_per_category ? std::string_view(ranked.candidate->category) : ""];
    for (std::size_t i = 0; i < counts.rules.size(); ++i) counts.rules[i] += counts_for(stage.policy.shortlist[i], *ranked.candidate) ? 1U : 0U;
  }
  return counts;
}

bool holds(const ShortlistRule& rule, std::size_t in) { return in >= rule.at_least && (!rule.at_most || in <= *rule.at_most); }

std::optional<Breach> breach_of(const Stage& stage, const Counts& before, const Counts& after) {
  Breach breach{{}, 0, stage.top};
  for (std::size_t i = 0; i < after.rules.size(); ++i) {
    const ShortlistRule& rule = stage.policy.shortlist[i];
    if (!holds(rule, after.rules[i]) && holds(rule, before.rules[i])) breach.constraints.push_back(rule.name);
  }
  bool too_many = false;
  for (const auto& [group, in] : after.groups) {
    const auto found = before.groups.find(group);
    too_many = too_many || in > std::max(stage.top, found == before.groups.end() ? 0 : found->second);
    breach.in = std::max(breach.in, in);
  }
  if (breach.constraints.empty() && !too_many) return std::nullopt;
  return breach;
}

// Marks the candidates as the settlement says; false where it is about others.
bool mark(const TieSettlement& settlement, const std::vector<std::string>& tied, std::vector<Candidate>& candidates) {
  if (tied.empty() || !is_about(settlement, tied)) return false;
  for (Candidate& candidate : candidates) {
    if (std::ranges::find(tied, candidate.proposal) == tied.end()) continue;
    candidate.settled = std::ranges::find(settlement.in, candidate.proposal) == settlement.in.end() ? Settled::out : Settled::in;
  }
  return true;
}

// What the rules alone say of those whom the settlement is about, and of others for whom something else comes of it (a constraint may let
// in another with one of those who are level than with the other).
void note_ranking(const TieSettlement& settlement, Ranking& open, Ranking& settled) {
  std::map<const Candidate*, Ranked*> before;
  for (Ranked& ranked : open.results) before[ranked.candidate] = &ranked;
  for (Ranked& ranked : settled.results) {
    Ranked& alone = *before[ranked.candidate];
    if (ranked.candidate->settled == Settled::open && ranked.in == alone.in && ranked.reason == alone.reason) continue;
    overrule(open, alone, settlement.reason, settlement.proposed_by, settlement.settled_by);
    ranked.overruled = std::move(alone.overruled);
  }
}

}  // namespace

Ranking judge(const Stage& stage, std::vector<Candidate>& candidates, const TieSettlement* settlement, const Plenary& plenary) {
  for (Candidate& candidate : candidates) candidate.settled = Settled::open;
  Ranking ranking = rank(stage, candidates);
  if (settlement != nullptr && mark(*settlement, ranking.unsettled, candidates)) {
    Ranking settled = rank(stage, candidates);
    settled.tie_settled = settled.unsettled.empty();
    if (settled.tie_settled) {
      note_ranking(*settlement, ranking, settled);
      ranking = std::move(settled);
    }
  }
  const Counts before = counts_of(stage, ranking);
  apply(plenary, ranking);
  ranking.breach = breach_of(stage, before, counts_of(stage, ranking));
  give_places(ranking);
  return ranking;
}

}  // namespace jejak::workflows
