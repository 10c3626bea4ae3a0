#include "workflows/decision/ranking.hpp"

#include <algorithm>
#include <map>

#include "workflows/decision/normalise.hpp"
#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

// The rulebook's bounds (four decimals, a million, 500 sheets) keep every step within 128 bits; see rulebook.cpp.
std::strong_ordering order_of(const Rational& left, const Rational& right) { return left.compare(right).value(); }

Ranked measure(const Stage& stage, const Candidate& candidate, SheetValues values) {
  Ranked ranked;
  ranked.candidate = &candidate;
  SheetValues means;
  for (const Sheet& sheet : candidate.sheets) means.push_back(mean_of(stage, sheet.scores));
  ranked.raw = aggregate(stage.policy, std::move(means));
  ranked.score = aggregate(stage.policy, values);
  ranked.values = std::move(values);
  for (const auto& criterion : stage.tie_criteria) {
    SheetValues scores;
    for (const Sheet& sheet : candidate.sheets) scores.push_back(mean_of(stage, sheet.scores, criterion));
    ranked.tie_scores.push_back(aggregate({}, std::move(scores)));
  }
  return ranked;
}

void put_in_order(std::vector<Ranked>& results) {
  std::ranges::sort(results, stands_before);
  for (std::size_t i = 0; i < results.size(); ++i) {
    const bool tied = i > 0 && merit(results[i - 1], results[i]) == 0;
    results[i].rank = tied ? results[i - 1].rank : i + 1;
  }
}

// Those who pass the passing grade, in order of rank.
std::vector<Ranked*> eligible_of(const Stage& stage, const std::vector<Ranked*>& group) {
  std::vector<Ranked*> eligible;
  for (Ranked* ranked : group) {
    const bool passes = !stage.passing_grade || order_of(ranked->raw, Rational(*stage.passing_grade)) >= 0;
    if (passes) eligible.push_back(ranked);
    ranked->reason = passes ? Reason::below_cut : Reason::below_passing_grade;
  }
  return eligible;
}

// One of those who are level across the cut; `first` says whether there is a place for it in the order of tickets. A lot that was
// not fixed settles nothing.
void settle_tie(const Stage& stage, bool first, Ranked& ranked) {
  const bool drawn = stage.tie == Tie::lot && !ranked.candidate->ticket.empty();
  ranked.in = drawn ? first : stage.tie == Tie::in;
  ranked.reason = drawn                  ? (first ? Reason::lot_in : Reason::lot_out)
                  : stage.tie == Tie::in ? Reason::tie_at_cut_in
                  : stage.tie == Tie::out ? Reason::tie_at_cut_out
                                          : Reason::tie_at_cut;
}

// `eligible`: those who compete for the same places, in order of rank.
void cut(const Stage& stage, const std::vector<Ranked*>& eligible, std::vector<std::string>& unsettled) {
  const bool all = eligible.size() <= stage.top;
  const bool tie = !all && eligible[stage.top - 1]->rank == eligible[stage.top]->rank;
  const std::size_t tied_rank = tie ? eligible[stage.top]->rank : 0;
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    Ranked& ranked = *eligible[i];
    if (tie && ranked.rank == tied_rank) {
      settle_tie(stage, i < stage.top, ranked);
      if (ranked.reason == Reason::tie_at_cut) unsettled.push_back(ranked.candidate->proposal);
    } else if (all || i < stage.top) {
      ranked.in = true;
      ranked.reason = Reason::within_top;
    }
  }
}

// Those of one rank of whom some are in and some are out, whichever constraint told them apart: the lot did, or a person looks
// at them.
void find_unsettled(const std::vector<Ranked*>& eligible, std::vector<std::string>& unsettled) {
  for (std::size_t i = 0; i < eligible.size();) {
    std::size_t end = i, in = 0;
    for (; end < eligible.size() && eligible[end]->rank == eligible[i]->rank; ++end) in += eligible[end]->in ? 1 : 0;
    for (const bool split = in > 0 && in < end - i; i < end; ++i) {
      Ranked& ranked = *eligible[i];
      if (split && ranked.candidate->ticket.empty()) unsettled.push_back(ranked.candidate->proposal);
      if (!split || ranked.candidate->ticket.empty()) continue;
      if (ranked.reason == Reason::within_top) ranked.reason = Reason::lot_in;
      if (ranked.reason == Reason::below_cut) ranked.reason = Reason::lot_out;
    }
  }
}

void cut_by_rules(const Stage& stage, const std::vector<Ranked*>& eligible, Ranking& ranking) {
  const auto& rules = stage.policy.shortlist;
  std::vector<std::uint64_t> alike;
  for (const Ranked* ranked : eligible) alike.push_back(rules_about(rules, *ranked->candidate));
  const Shortlist chosen = shortlist(rules, alike, stage.top);
  ranking.undecided = chosen.undecided;
  for (const std::size_t rule : chosen.conflicting) ranking.conflicting.push_back(rules[rule].name);
  bool worse_is_in = false;
  for (std::size_t i = chosen.in.size(); i-- > 0;) {
    Ranked& ranked = *eligible[i];
    ranked.in = chosen.in[i];
    ranked.reason = ranked.in     ? i < stage.top ? Reason::within_top : Reason::brought_in
                    : worse_is_in ? Reason::passed_over
                                  : Reason::below_cut;
    worse_is_in = worse_is_in || ranked.in;
  }
  find_unsettled(eligible, ranking.unsettled);
}

void choose(const Stage& stage, const std::vector<Ranked*>& group, Ranking& ranking) {
  const auto eligible = eligible_of(stage, group);
  if (stage.policy.shortlist.empty()) {
    cut(stage, eligible, ranking.unsettled);
  } else {
    cut_by_rules(stage, eligible, ranking);
  }
}

void find_ties(Ranking& ranking) {
  const auto& results = ranking.results;
  for (std::size_t i = 0; i < results.size();) {
    std::size_t end = i + 1;
    while (end < results.size() && results[end].score == results[i].score) ++end;
    if (end - i > 1) {
      auto& group = ranking.ties.emplace_back();
      for (; i < end; ++i) group.push_back(results[i].candidate->proposal);
    }
    i = end;
  }
}

}  // namespace

Rational mean_of(const Stage& stage, const Scores& scores) {
  std::vector<Weighted> items;
  for (const Criterion& criterion : stage.criteria) {
    items.push_back({scores.find(criterion.key)->second, criterion.weight});
  }
  return weighted_mean(items).value();
}

Rational mean_of(const Stage& stage, const Scores& scores, std::string_view criterion) {
  std::vector<Weighted> items;
  for (const Criterion& line : stage.criteria) {
    if (line.key == criterion) return Rational(scores.find(line.key)->second);
    if (line.part_of == criterion) items.push_back({scores.find(line.key)->second, line.weight});
  }
  return weighted_mean(items).value();
}

std::strong_ordering merit(const Ranked& left, const Ranked& right) {
  if (const auto order = order_of(left.score, right.score); order != 0) return order;
  for (std::size_t i = 0; i < left.tie_scores.size(); ++i) {
    if (const auto order = order_of(left.tie_scores[i], right.tie_scores[i]); order != 0) return order;
  }
  return std::strong_ordering::equal;
}

bool stands_before(const Ranked& left, const Ranked& right) {
  const auto order = merit(left, right);
  if (order != 0) return order > 0;
  if (left.candidate->ticket != right.candidate->ticket) return left.candidate->ticket < right.candidate->ticket;
  if (left.candidate->number != right.candidate->number) return left.candidate->number < right.candidate->number;
  return left.candidate->proposal < right.candidate->proposal;
}

Ranking rank_measured(const Stage& stage, std::vector<Ranked> measured) {
  Ranking ranking;
  ranking.results = std::move(measured);
  for (Ranked& ranked : ranking.results) {
    ranked.in = false;
    ranked.overruled.reset();
  }
  put_in_order(ranking.results);
  std::map<std::string_view, std::vector<Ranked*>> groups;
  for (Ranked& ranked : ranking.results)
    groups[stage.top_per_category ? std::string_view(ranked.candidate->category) : ""].push_back(&ranked);
  for (const auto& [key, group] : groups) choose(stage, group, ranking);
  find_ties(ranking);
  return ranking;
}

Ranking rank(const Stage& stage, const std::vector<Candidate>& candidates) {
  std::vector<Ranked> measured;
  auto values = sheet_values(stage, candidates);
  for (std::size_t i = 0; i < candidates.size(); ++i) measured.push_back(measure(stage, candidates[i], std::move(values[i])));
  return rank_measured(stage, std::move(measured));
}

}  // namespace jejak::workflows
