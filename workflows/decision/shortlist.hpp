#pragma once
#include <cstdint>
#include <vector>

#include "workflows/decision/ranking.hpp"

namespace jejak::workflows {

struct Shortlist {
  std::vector<bool> in;                   // by place in the order of merit; empty: there is none
  std::vector<std::size_t> conflicting;   // rules that cannot hold together
  bool undecided = false;                 // neither found nor excluded within the steps that one decision may take
};

bool counts_for(const ShortlistRule& rule, const Candidate& candidate);

// The constraints that a candidate counts for, as bits by the rules' order. Candidates of one mask are alike.
std::uint64_t rules_about(const std::vector<ShortlistRule>& rules, const Candidate& candidate);

// `places` of the candidates, or all where there are fewer, so that every rule holds; minimally changed from the pure
// ranking, which is the first `places`:
//   1. as many of the first `places` stay as any valid choice lets stay;
//   2. among the choices that are left, the best in order of merit is in wherever it can be, then the next, and so on.
// Where no choice is valid, `conflicting` is a set of rules none of which can be left out; up to three rules no smaller
// set conflicts. `alike` holds the masks of the candidates in order of merit.
// Exact: candidates that are alike are chosen from the best downwards, so only the numbers of each kind are searched.
Shortlist shortlist(const std::vector<ShortlistRule>& rules, const std::vector<std::uint64_t>& alike, std::size_t places);

}  // namespace jejak::workflows
