#include "workflows/proposal/promotion_cut.hpp"

#include <algorithm>

#include "workflows/competition/state.hpp"
#include "workflows/decision/tie.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

bool is_passed_over(const Proposal& proposal, const PromotionRule& rule) {
  const json::value* value = members_of(proposal.state).if_contains("value");
  return value != nullptr &&
         std::ranges::any_of(rule.passes_over, [&](const std::string& state) { return is_in(*value, state); });
}

enum class Going { goes, stays, open };

Going going_of(World& world, const Proposal& proposal, const PromotionRule& rule, const PromotionCut& cut) {
  const auto place = cut.places.find(proposal.id);
  if (place == cut.places.end() || place->second > rule.best) return Going::stays;
  const bool tied = std::ranges::find(cut.tied, proposal.id) != cut.tied.end();
  if (!tied || rule.tie == "in") return Going::goes;
  if (rule.tie == "out") return Going::stays;
  const auto* settled = world.read<Ties>(stream_of("tie", proposal.competition + "-" + rule.stage)).settled(rule.tier);
  if (settled == nullptr || !is_about(*settled, cut.tied)) return Going::open;
  return std::ranges::find(settled->in, proposal.id) == settled->in.end() ? Going::stays : Going::goes;
}

std::int64_t rank_of(const Proposal& proposal, std::string_view stage) {
  const auto found = proposal.ranks.find(stage);
  return found == proposal.ranks.end() ? 0 : found->second;
}

Rejection tie_at_cut(const PromotionRule& rule, const PromotionCut& cut) {
  return conflict("tie_at_cut",
                  {"Proposals share a place across the cut of this promotion: two people settle who of them goes on.",
                   "Ada proposal yang berbagi tempat pada batas penerusan ini: dua orang menentukan siapa yang diteruskan."},
                  {{"stage", rule.stage}, {"tier", rule.tier}, {"best", rule.best}, {"places", cut.left},
                   {"proposals", json::array(cut.tied.begin(), cut.tied.end())}});
}

}  // namespace

PromotionCut promotion_cut(World& world, std::string_view competition, const PromotionRule& rule) {
  std::vector<std::pair<std::int64_t, std::string>> chosen;
  for (const auto& id : world.read<Register>(stream_of("register", competition)).proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    const auto place = proposal.places.find(rule.stage);
    if (place != proposal.places.end() && !is_passed_over(proposal, rule)) chosen.emplace_back(place->second, id);
  }
  std::ranges::stable_sort(chosen, {}, [](const auto& each) { return each.first; });
  PromotionCut cut;
  for (std::size_t first = 0; first < chosen.size();) {
    std::size_t end = first;
    while (end < chosen.size() && chosen[end].first == chosen[first].first) ++end;
    const auto place = static_cast<std::int64_t>(first) + 1;
    const bool across = place <= rule.best && rule.best < static_cast<std::int64_t>(end);
    if (across) cut.left = rule.best - place + 1;
    for (; first < end; ++first) {
      if (across) cut.tied.push_back(chosen[first].second);
      cut.places.emplace(std::move(chosen[first].second), place);
    }
  }
  return cut;
}

Result<Right, Rejection> right_to(World& world, const Proposal& proposal, std::string_view tier) {
  json::array reasons;
  for (const auto& rule : rulebook_for(world, proposal).rulebook->entry.promotions) {
    const PromotionCut cut = promotion_cut(world, proposal.competition, rule);
    const std::int64_t rank = rank_of(proposal, rule.stage);
    const auto place = cut.places.find(proposal.id);
    if (rule.tier == tier) {
      const Going going = going_of(world, proposal, rule, cut);
      if (going == Going::open) return tie_at_cut(rule, cut);
      if (going == Going::goes) return Right{&rule, rank, place->second};
    }
    reasons.push_back({{"stage", rule.stage}, {"best", rule.best}, {"tier", rule.tier}, {"rank", rank},
                       {"outcome", proposal.places.contains(rule.stage) ? "in" : "out"},
                       {"place", place == cut.places.end() ? 0 : place->second}});
  }
  return conflict("not_promotable",
                  {"The rulebook does not send this proposal on to the tier " + std::string(tier) + ".",
                   "Aturan kompetisi tidak meneruskan proposal ini ke tingkat " + std::string(tier) + "."},
                  {{"tier", tier}, {"rules", std::move(reasons)}});
}

}  // namespace jejak::workflows
