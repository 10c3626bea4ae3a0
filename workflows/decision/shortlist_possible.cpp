#include "workflows/decision/shortlist_possible.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "workflows/decision/whole_numbers.hpp"

namespace jejak::workflows {

namespace {

using Mask = std::uint64_t;  // the constraints that somebody counts for, by their order
using Masks = std::set<Mask>;
using Chosen = std::vector<std::size_t>;

constexpr std::size_t kinds_max = 300;
constexpr std::int64_t steps_max = 100;  // of one stage

Mask mask_of(const std::vector<ShortlistRule>& rules, Trait trait, const std::string& value) {
  Mask mask = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (rules[i].trait == trait && std::ranges::find(rules[i].values, value) != rules[i].values.end()) mask |= Mask{1} << i;
  }
  return mask;
}

// What one trait can make somebody count for. A region or an award may be another than those named; awards come together.
Masks masks_of(const Rulebook& rulebook, const std::vector<ShortlistRule>& rules, Trait trait) {
  Masks masks;
  const auto add = [&](const std::string& value) { masks.insert(mask_of(rules, trait, value)); };
  if (trait == Trait::category) {
    for (const Category& category : rulebook.categories) add(category.key);
  } else if (trait == Trait::group) {
    std::ranges::for_each(rulebook.groups, add);
  } else if (trait == Trait::entrant_kind) {
    std::ranges::for_each(rulebook.entrant_kinds, add);
  } else {
    masks.insert(0);
    for (const ShortlistRule& rule : rules) std::ranges::for_each(rule.values, add);
  }
  if (masks.empty()) masks.insert(0);
  if (trait != Trait::prior_award) return masks;
  const Masks single = masks;
  for (const Mask more : single) {
    const Masks sofar = masks;
    if (sofar.size() > kinds_max) break;
    for (const Mask mask : sofar) masks.insert(mask | more);
  }
  return masks;
}

std::vector<Mask> kinds_of(const Rulebook& rulebook, const std::vector<ShortlistRule>& rules) {
  Masks kinds{0};
  for (const Trait trait : {Trait::category, Trait::group, Trait::region, Trait::entrant_kind, Trait::prior_award}) {
    Masks product;
    for (const Mask mask : masks_of(rulebook, rules, trait)) {
      for (const Mask kind : kinds) product.insert(kind | mask);
      if (product.size() > kinds_max) return {};
    }
    kinds = std::move(product);
  }
  return {kinds.begin(), kinds.end()};
}

class FreeChoice {
 public:
  FreeChoice(const std::vector<ShortlistRule>& rules, std::vector<Mask> kinds, std::size_t places)
      : rules_(rules), kinds_(std::move(kinds)), places_(static_cast<std::int64_t>(places)) {}

  // Whether some list of `least` to all places keeps these; nothing where that was not found out.
  std::optional<bool> holds(const Chosen& chosen, std::int64_t least) {
    std::vector<std::size_t> everyone(kinds_.size());
    std::iota(everyone.begin(), everyone.end(), std::size_t{0});
    std::vector<Row> rows{{everyone, {least, places_}}};
    for (const std::size_t rule : chosen) {
      const auto most = rules_[rule].at_most ? static_cast<std::int64_t>(*rules_[rule].at_most) : places_;
      Row& row = rows.emplace_back(Row{{}, {static_cast<std::int64_t>(rules_[rule].at_least), most}});
      for (const std::size_t kind : everyone)
        if ((kinds_[kind] >> rule & 1U) != 0) row.places.push_back(kind);
    }
    const bool found = whole_numbers(std::vector<Range>(kinds_.size(), Range{0, places_}), rows, steps_).has_value();
    return found || steps_ > 0 ? std::optional(found) : std::nullopt;
  }

  std::optional<PossibleLists> answer() {
    Chosen all(rules_.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    PossibleLists possible;
    const auto together = holds(all, 0);
    if (!together) return std::nullopt;
    if (*together) {
      possible.fills = holds(all, places_).value_or(true);
      return possible;
    }
    possible.conflicting = all;
    for (const std::size_t rule : all) {
      Chosen fewer = possible.conflicting;
      std::erase(fewer, rule);
      if (holds(fewer, 0) == std::optional(false)) possible.conflicting = std::move(fewer);
    }
    return possible;
  }

 private:
  const std::vector<ShortlistRule>& rules_;
  std::vector<Mask> kinds_;
  std::int64_t places_;
  std::int64_t steps_ = steps_max;
};

}  // namespace

std::optional<PossibleLists> possible_lists(const Rulebook& rulebook, const Stage& stage) {
  const auto& rules = stage.policy.shortlist;
  if (rules.empty()) return PossibleLists{};
  std::vector<Mask> kinds = kinds_of(rulebook, rules);
  if (kinds.empty()) return std::nullopt;
  return FreeChoice(rules, std::move(kinds), stage.top).answer();
}

}  // namespace jejak::workflows
