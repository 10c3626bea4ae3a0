#include "workflows/decision/shortlist.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "workflows/decision/whole_numbers.hpp"

namespace jejak::workflows {

namespace {

using Numbers = std::vector<std::int64_t>;
using Rules = std::vector<std::size_t>;

constexpr std::int64_t steps_max = 5'000;
constexpr std::size_t smallest_searched = 3;

// One number for each kind of candidate: those alike, and within the pure ranking's places or below them.
class Choice {
 public:
  Choice(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, std::size_t places);
  Shortlist choose();

 private:
  std::vector<Row> rows_of(const Rules& rules) const;
  std::optional<Numbers> any(const Rules& rules) { return whole_numbers(ranges_, rows_of(rules), steps_); }
  bool possible(const Rules& rules) { return any(rules).has_value(); }
  std::optional<Numbers> keeping(std::int64_t kept, const std::vector<Range>& ranges);
  std::int64_t kept_of(const Numbers& numbers) const;
  void keep_as_many_as_can_stay(Numbers& numbers);
  std::vector<bool> prefer_merit(Numbers numbers);
  Rules conflict();
  bool find_conflict(Rules& chosen, std::size_t from, std::size_t size);

  const std::vector<ShortlistRule>& rules_;
  std::int64_t places_;
  std::int64_t steps_ = steps_max;
  std::int64_t kept_ = 0;
  Rules all_rules_;
  std::vector<std::size_t> kind_;     // of each candidate
  std::vector<Range> ranges_;         // of each kind: from none to all of them
  std::vector<std::uint64_t> masks_;  // of each kind
  std::vector<bool> pure_;            // of each kind: within the pure ranking's places
};

Choice::Choice(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, std::size_t places)
    : rules_(rules), places_(static_cast<std::int64_t>(std::min(places, alike.size()))), all_rules_(rules.size()) {
  std::iota(all_rules_.begin(), all_rules_.end(), std::size_t{0});
  std::map<std::pair<std::uint64_t, bool>, std::size_t> kinds;
  for (std::size_t i = 0; i < alike.size(); ++i) {
    const bool pure = i < places;
    const auto [found, added] = kinds.emplace(std::pair(alike[i], pure), kinds.size());
    if (added) {
      ranges_.emplace_back();
      masks_.push_back(alike[i]);
      pure_.push_back(pure);
    }
    ++ranges_[found->second].most;
    kind_.push_back(found->second);
  }
}

std::vector<Row> Choice::rows_of(const Rules& rules) const {
  std::vector<Row> rows;
  std::vector<std::size_t> everyone(ranges_.size());
  std::iota(everyone.begin(), everyone.end(), std::size_t{0});
  rows.push_back({everyone, {places_, places_}});
  for (const std::size_t rule : rules) {
    const auto most = rules_[rule].at_most ? static_cast<std::int64_t>(*rules_[rule].at_most) : places_;
    Row& row = rows.emplace_back(Row{{}, {static_cast<std::int64_t>(rules_[rule].at_least), most}});
    for (const std::size_t kind : everyone)
      if ((masks_[kind] >> rule & 1U) != 0) row.places.push_back(kind);
  }
  return rows;
}

// Both rows say the same, given how many are chosen in all; saying both lets either narrow the ranges.
std::optional<Numbers> Choice::keeping(std::int64_t kept, const std::vector<Range>& ranges) {
  auto rows = rows_of(all_rules_);
  Row stay{{}, {kept, places_}}, come{{}, {0, places_ - kept}};
  for (std::size_t kind = 0; kind < ranges.size(); ++kind) (pure_[kind] ? stay : come).places.push_back(kind);
  rows.push_back(std::move(stay));
  rows.push_back(std::move(come));
  return whole_numbers(ranges, rows, steps_);
}

std::int64_t Choice::kept_of(const Numbers& numbers) const {
  std::int64_t kept = 0;
  for (std::size_t kind = 0; kind < numbers.size(); ++kind) kept += pure_[kind] ? numbers[kind] : 0;
  return kept;
}

void Choice::keep_as_many_as_can_stay(Numbers& numbers) {
  std::int64_t low = kept_of(numbers), high = places_;
  while (low < high) {
    const std::int64_t middle = low + (high - low + 1) / 2;
    if (auto better = keeping(middle, ranges_)) {
      numbers = std::move(*better);
      low = kept_of(numbers);
    } else {
      high = middle - 1;
    }
  }
  kept_ = low;
}

// `numbers` is a valid choice throughout; only what the next candidate needs and it lacks is searched for.
std::vector<bool> Choice::prefer_merit(Numbers numbers) {
  std::vector<bool> in(kind_.size(), false);
  std::vector<Range> ranges = ranges_;
  for (std::size_t i = 0; i < kind_.size(); ++i) {
    const std::size_t kind = kind_[i];
    Range& range = ranges[kind];
    const std::int64_t chosen = range.least;
    if (chosen == range.most) continue;
    range.least = chosen + 1;
    if (numbers[kind] > chosen) {
      in[i] = true;
    } else if (auto other = keeping(kept_, ranges)) {
      numbers = std::move(*other);
      in[i] = true;
    } else {
      range = {chosen, chosen};
    }
  }
  return in;
}

bool Choice::find_conflict(Rules& chosen, std::size_t from, std::size_t size) {
  if (chosen.size() == size) return !possible(chosen) && steps_ > 0;
  for (std::size_t rule = from; rule < rules_.size(); ++rule) {
    chosen.push_back(rule);
    if (find_conflict(chosen, rule + 1, size)) return true;
    chosen.pop_back();
  }
  return false;
}

// First some set of which no rule can be left out, then a smaller one if there is any.
Rules Choice::conflict() {
  Rules left = all_rules_;
  for (const std::size_t rule : all_rules_) {
    steps_ = steps_max;
    Rules fewer = left;
    std::erase(fewer, rule);
    if (!possible(fewer) && steps_ > 0) left = std::move(fewer);
  }
  for (std::size_t size = 1; size < left.size() && size <= smallest_searched; ++size) {
    steps_ = steps_max;
    Rules chosen;
    if (find_conflict(chosen, 0, size)) return chosen;
  }
  return left;
}

Shortlist Choice::choose() {
  Shortlist result;
  auto numbers = any(all_rules_);
  if (numbers) {
    keep_as_many_as_can_stay(*numbers);
    result.in = prefer_merit(std::move(*numbers));
  }
  result.undecided = steps_ == 0;
  if (result.undecided) {
    result.in.clear();
  } else if (!numbers) {
    result.conflicting = conflict();
  }
  return result;
}

}  // namespace

bool counts_for(const ShortlistRule& rule, const Candidate& candidate) {
  const auto has = [&](const std::string& value) { return std::ranges::find(rule.values, value) != rule.values.end(); };
  switch (rule.trait) {
    case Trait::category: return has(candidate.category);
    case Trait::group: return has(candidate.traits.group);
    case Trait::region: return has(candidate.traits.region);
    case Trait::entrant_kind: return has(candidate.traits.entrant_kind);
    case Trait::prior_award: return std::ranges::any_of(candidate.traits.prior_awards, has);
  }
  return false;
}

std::uint64_t rules_about(const std::vector<ShortlistRule>& rules, const Candidate& candidate) {
  std::uint64_t mask = 0;
  for (std::size_t rule = 0; rule < rules.size(); ++rule)
    if (counts_for(rules[rule], candidate)) mask |= std::uint64_t{1} << rule;
  return mask;
}

Shortlist shortlist(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, std::size_t places) {
  return Choice(rules, alike, places).choose();
}

}  // namespace jejak::workflows
