#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::workflows {

struct Rulebook;

// What the program works out itself for a line of the administrative tick-list; `nothing` is for people to judge.
enum class Computes { nothing, age, prior_awards, past_winner, title, quota, entrant_kind, answers };

// One line of the administrative tick-list. `groups` are those that it is about; empty: all.
struct Check {
  std::string key;  // the tick in the form of EntryPolicy::check_event
  Computes computes = Computes::nothing;
  std::vector<std::string> groups;
  // age: full years from the start of implementation to the day on which the window `counted_back_from` closes.
  std::int64_t years = 0;
  std::map<std::string, std::int64_t, std::less<>> years_by_group;
  std::string counted_back_from;
  // prior_awards bars who has won one of these, past_winner asks for one. 0 years: however long ago.
  std::vector<std::string> awards;
  std::int64_t within_years = 0;
};

// Who may be promoted to a competition of the tier above: the `best` of a decided stage. Those that have since come to
// stand in a state of `passes_over` do not count, so that the next in rank follows.
struct PromotionRule {
  std::string stage;
  std::int64_t best = 0;
  std::string tier;
  std::vector<std::string> passes_over;
  std::string tie = "stop";  // those who share a place across the cut: "in", "out", or "stop" until two people name who goes (decision/tie.hpp)
};

// A document that is ticked off. `attachment` names the file that must be there before it is; empty: none.
struct NeededDocument {
  std::string key;  // the tick in the form of documents_event
  std::string attachment;
};

inline constexpr std::string_view documents_event = "CHECK_DOCUMENTS";

// What a rulebook says of getting in and going on: its members `checks`, `documents`, `quota.per_agency`, `promotions`, `merge_event`.
struct EntryPolicy {
  std::vector<Check> checks;
  std::string check_event;  // the event whose data.ticks hold the ticks; empty: there is no list
  std::vector<NeededDocument> documents;  // empty: the rulebook does not say
  std::map<std::string, std::int64_t, std::less<>> quota_per_agency;  // by group: proposals of one organizer's entrants
  std::vector<PromotionRule> promotions;
  std::string merge_event = "WITHDRAW";  // takes a duplicate out of the race; its data is {"reason"}
};

// Precondition: the document conforms to rulebook_schema(), and `rulebook` has its groups, windows and stages.
EntryPolicy read_entry_policy(const json::object& document, const Rulebook& rulebook, Faults& faults);

}  // namespace jejak::workflows
