#pragma once
#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/decimal.hpp"
#include "workflows/assessment/state.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

// sum(weight x score) / sum(weight) over the lines of the stage. Precondition: `scores` has every line.
Rational mean_of(const Stage& stage, const Scores& scores);
// The same over the lines of one criterion; a line's own score where it is one.
Rational mean_of(const Stage& stage, const Scores& scores, std::string_view criterion);

struct Sheet {
  std::string juror;
  Scores scores;
  std::string actor{};  // whose key submitted it, where that is known
};

// An assigned juror's sheet that does not count, and why not.
struct SetAside {
  std::string juror;
  SheetOutcome outcome;
};

// What shortlist constraints look at besides the category.
struct Traits {
  std::string group;
  std::string region;
  std::string entrant_kind;
  std::vector<std::string> prior_awards;
};

// What two people decided of one of those who are level across the cut (tie.hpp); in this order.
enum class Settled { in, open, out };

struct Candidate {
  std::string proposal;
  std::string title;
  std::string category;
  std::int64_t number = 0;
  std::vector<Sheet> sheets;  // at least one
  std::vector<SetAside> set_aside{};
  Traits traits{};
  std::string entrant{};
  std::string ticket{};  // of the stage's lot, the least is drawn first; empty where there is none
  bool late = false;     // entered when the lot was fixed already, so it has no ticket
  Settled settled = Settled::open;
};

enum class Reason {
  within_top,
  tie_at_cut_in,
  below_cut,
  tie_at_cut_out,
  below_passing_grade,
  tie_at_cut,
  lot_in,      // level with others at the cut, and drawn
  lot_out,     // level with others at the cut, and not drawn
  plenary_in,  // by the plenary, against the ranking
  plenary_out,
  brought_in,  // below the places of the pure ranking, in because of the shortlist's constraints
  passed_over,  // out because of them while one of less merit is in
  tie_settled_in,  // level with others at the cut, and chosen by two people
  tie_settled_out
};

// What two people decided over the ranking (a settled tie, a plenary's change, a supplementary decision), and what the ranking alone said.
struct Overruled {
  std::string reason, proposed_by, settled_by;  // actors
  bool in = false;
  bool open = false;  // it left the tie open
  Reason by_ranking = Reason::below_cut;
};

struct Ranked {
  const Candidate* candidate = nullptr;
  Rational score;                    // by the stage's normalisation and aggregate
  Rational raw;                      // the same aggregate of the sheets' weighted means: what a passing grade is compared with
  std::vector<Rational> values;      // what each sheet counts for, in the order of the sheets
  std::vector<Rational> tie_scores;  // the means of the tie criteria, in their order
  std::size_t rank = 0;              // 1, 2, 2, 4
  bool in = false;
  Reason reason = Reason::below_cut;
  std::optional<Overruled> overruled{};
  std::size_t place = 0;  // among those chosen, from 1 (place.hpp); 0: not chosen
};

// Those who are level across the cut and whom nothing tells apart, and how many of them there is room for.
struct OpenTie {
  std::vector<std::string> proposals;
  std::size_t places = 0;
};

// What the plenary's changes break that held without them.
struct Breach {
  std::vector<std::string> constraints;
  std::size_t in = 0;  // of the group with too many, of which there may be `top`
  std::size_t top = 0;
};

struct Ranking {
  std::vector<Ranked> results;                   // in order of rank, then of number
  std::vector<std::vector<std::string>> ties;    // the groups of proposals of one score, whether resolved or not
  std::vector<std::string> unsettled;            // tied across the cut where nothing says who goes through: those of open_ties
  std::vector<std::string> conflicting{};        // shortlist constraints that cannot hold together: nobody is in
  bool undecided = false;                        // the search for a shortlist was given up: nobody is in
  std::vector<OpenTie> open_ties{};
  bool tie_settled = false;                      // by two people (judge.hpp)
  std::optional<Breach> breach{};                // likewise
};

// Exact, and independent of the order of candidates and sheets.
Ranking rank(const Stage& stage, const std::vector<Candidate>& candidates);
// The same once the sheets are measured: orders by the scores given and chooses, whatever `measured` says of rank, in and out.
Ranking rank_measured(const Stage& stage, std::vector<Ranked> measured);

// By score, then by the tie criteria; greater is better.
std::strong_ordering merit(const Ranked& left, const Ranked& right);
// The order in which the rules alone put results: by merit, then by ticket, number and proposal. Of those who are level, a ranking has whom
// people chose first.
bool stands_before(const Ranked& left, const Ranked& right);

std::string fraction_text(const Rational& value);   // "517/6", or "86" for a whole number
std::string rounded_text(const Rational& value);    // four decimals, half even
std::int64_t sort_units(const Rational& value);     // value x 10^6, rounded half even

}  // namespace jejak::workflows
