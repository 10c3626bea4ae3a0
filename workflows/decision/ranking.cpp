#include "workflows/decision/ranking.hpp"

#include <algorithm>
#include <map>
#include <span>

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
  std::ranges::sort(results, [](const Ranked& left, const Ranked& right) {
    const auto order = merit(left, right);
    if (order != 0) return order > 0;
    if (left.candidate->settled != right.candidate->settled) return left.candidate->settled < right.candidate->settled;
    return stands_before(left, right);
  });
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

using Level = std::span<Ranked* const>;  // of one rank, in order of settlement and ticket

bool settled_by_people(Level tied, std::size_t places) {
  const auto is = [](Settled what) { return [what](const Ranked* ranked) { return ranked->candidate->settled == what; }; };
  return std::ranges::none_of(tied, is(Settled::open)) && static_cast<std::size_t>(std::ranges::count_if(tied, is(Settled::in))) == places;
}

// A lot that was not fixed, or in which one of them has no part, settles nothing.
bool settled_by_lot(Level tied) {
  return std::ranges::none_of(tied, [](const Ranked* ranked) { return ranked->candidate->ticket.empty(); });
}

void leave_open(Level tied, std::size_t places, Ranking& ranking) {
  OpenTie open{{}, places};
  for (const Ranked* ranked : tied) open.proposals.push_back(ranked->candidate->proposal);
  ranking.unsettled.insert(ranking.unsettled.end(), open.proposals.begin(), open.proposals.end());
  ranking.open_ties.push_back(std::move(open));
}

// Those who are level across the cut, with room for `places` of them.
void settle_tie(const Stage& stage, Level tied, std::size_t places, Ranking& ranking) {
  const bool people = settled_by_people(tied, places);
  const bool lot = !people && stage.tie == Tie::lot && settled_by_lot(tied);
  const bool open = !people && !lot && stage.tie != Tie::in && stage.tie != Tie::out;
  for (std::size_t i = 0; i < tied.size(); ++i) {
    Ranked& ranked = *tied[i];
    ranked.in = people || lot ? i < places : stage.tie == Tie::in;
    ranked.reason = people   ? (ranked.in ? Reason::tie_settled_in : Reason::tie_settled_out)
                    : lot    ? (ranked.in ? Reason::lot_in : Reason::lot_out)
                    : open   ? Reason::tie_at_cut
                    : ranked.in ? Reason::tie_at_cut_in
                                : Reason::tie_at_cut_out;
  }
  if (open) leave_open(tied, places, ranking);
}

// `eligible`: those who compete for the same places, in order of rank.
void cut(const Stage& stage, const std::vector<Ranked*>& eligible, Ranking& ranking) {
  const bool all = eligible.size() <= stage.top;
  const bool tie = !all && eligible[stage.top - 1]->rank == eligible[stage.top]->rank;
  const auto is_tied = [&](const Ranked* ranked) { return tie && ranked->rank == eligible[stage.top]->rank; };
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    if (is_tied(eligible[i]) || !(all || i < stage.top)) continue;
    eligible[i]->in = true;
    eligible[i]->reason = Reason::within_top;
  }
  if (!tie) return;
  const auto first = std::ranges::find_if(eligible, is_tied);
  const auto end = std::find_if_not(first, eligible.end(), is_tied);
  settle_tie(stage, Level(first, end), stage.top - static_cast<std::size_t>(first - eligible.begin()), ranking);
}

void say_who_parted(Level tied, Reason in, Reason out) {
  for (Ranked* ranked : tied) {
    if (ranked->reason == Reason::within_top) ranked->reason = in;
    if (ranked->reason == Reason::below_cut) ranked->reason = out;
  }
}

// Those of one rank of whom some are in and some are out, whichever constraint told them apart: people or the lot did, or a person
// looks at them.
void find_unsettled(const std::vector<Ranked*>& eligible, Ranking& ranking) {
  for (auto first = eligible.begin(); first != eligible.end();) {
    const auto end = std::find_if(first, eligible.end(), [&](const Ranked* ranked) { return ranked->rank != (*first)->rank; });
    const Level level(first, end);
    first = end;
    const auto in = static_cast<std::size_t>(std::ranges::count(level, true, &Ranked::in));
    if (in == 0 || in == level.size()) continue;
    const bool as_settled = std::ranges::all_of(level, [](const Ranked* ranked) { return ranked->in == (ranked->candidate->settled == Settled::in); });
    if (as_settled && settled_by_people(level, in)) {
      say_who_parted(level, Reason::tie_settled_in, Reason::tie_settled_out);
    } else if (settled_by_lot(level)) {
      say_who_parted(level, Reason::lot_in, Reason::lot_out);
    } else {
      leave_open(level, in, ranking);
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
  find_unsettled(eligible, ranking);
}

void choose(const Stage& stage, const std::vector<Ranked*>& group, Ranking& ranking) {
  const auto eligible = eligible_of(stage, group);
  if (stage.policy.shortlist.empty()) {
    cut(stage, eligible, ranking);
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
    ranked.place = 0;
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
