#include "workflows/decision/needs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "workflows/decision/bar.hpp"
#include "workflows/decision/shortlist.hpp"

namespace jejak::workflows {

namespace {

enum class State { in, out, open };  // open: tied, and left to people

bool less(const Rational& left, const Rational& right) { return left.compare(right).value() < 0; }

// Those who compete for the same places.
class Group {
 public:
  Group(const Stage& stage, const Ranking& ranking, const std::vector<const Ranked*>& members);
  Needs of(const Ranked& ranked);

 private:
  Bar bar_of(const Ranked& ranked);
  State state_at(const Rational& value, const Ranked& ranked, const Bar& bar);
  using Level = std::span<const Ranked* const>;
  Level level_with(const Ranked& moved) const;
  bool is_drawn(const Ranked& moved, const Ranked& ranked) const;
  bool parts_equals(const Ranked& moved, const Ranked& ranked, State state);
  const std::set<const Ranked*>& chosen_with(const Ranked& moved, const Ranked& ranked, std::size_t place);
  void move_value(const Ranked& ranked, const Bar& bar, Needs& needs);
  void reach_grade(const Ranked& ranked, const Bar& bar, Needs& needs);
  void tell_level(const Ranked& ranked, const Rational& value, Needs& needs) const;
  bool beyond_scale(const Rational& value, bool upwards, bool equal) const;
  bool in_points() const { return stage_.policy.normalisation == Normalisation::none; }
  bool passes(const Ranked& ranked) const { return reason_by_ranking(ranked) != Reason::below_passing_grade; }
  Needs::Nothing nothing_helps(const Ranked& ranked, const Bar& bar) const;

  const Stage& stage_;
  std::vector<const Ranked*> eligible_;  // in order of merit
  std::map<const Ranked*, std::size_t> place_;
  bool conflict_;
  Bars bars_;
  struct Choice {
    std::size_t of;
    std::set<const Ranked*> chosen;  // null: the one itself
  };
  std::map<std::pair<std::uint64_t, std::size_t>, Choice> choices_;  // of those out, by mask and by the place that they move to
};

// In the order of the rules alone: who is level stands by ticket and number, whomever people chose.
std::vector<const Ranked*> passing(const std::vector<const Ranked*>& members) {
  std::vector<const Ranked*> eligible;
  for (const Ranked* ranked : members)
    if (reason_by_ranking(*ranked) != Reason::below_passing_grade) eligible.push_back(ranked);
  std::ranges::sort(eligible, [](const Ranked* left, const Ranked* right) { return stands_before(*left, *right); });
  return eligible;
}

std::vector<std::uint64_t> masks_of(const Stage& stage, const std::vector<const Ranked*>& eligible) {
  std::vector<std::uint64_t> masks;
  for (const Ranked* ranked : eligible) masks.push_back(rules_about(stage.policy.shortlist, *ranked->candidate));
  return masks;
}

std::vector<bool> chosen_of(const std::vector<const Ranked*>& eligible) {
  std::vector<bool> chosen;
  for (const Ranked* ranked : eligible) chosen.push_back(in_by_ranking(*ranked));
  return chosen;
}

Group::Group(const Stage& stage, const Ranking& ranking, const std::vector<const Ranked*>& members)
    : stage_(stage),
      eligible_(passing(members)),
      conflict_(!ranking.conflicting.empty() || ranking.undecided),
      bars_(stage.policy.shortlist, masks_of(stage, eligible_), chosen_of(eligible_), stage.top) {
  for (std::size_t i = 0; i < eligible_.size(); ++i) place_[eligible_[i]] = i;
}

// Where nobody is in because the constraints conflict, no place is either.
Bar Group::bar_of(const Ranked& ranked) {
  const auto place = place_.find(&ranked);
  if (place == place_.end()) return bars_.of_newcomer(rules_about(stage_.policy.shortlist, *ranked.candidate));
  return conflict_ ? Bar{Bar::Kind::closed} : bars_.of(place->second);
}

// Who is chosen where the one stands at that place among the others; null stands for the one. Those out who are alike share it: what
// was found with the lesser of two moved holds with the better moved, unless it takes the better (bar.cpp).
const std::set<const Ranked*>& Group::chosen_with(const Ranked& moved, const Ranked& ranked, std::size_t place) {
  const auto own = place_.find(&ranked);
  const std::size_t index = own == place_.end() ? eligible_.size() : own->second;
  const auto key = std::pair(rules_about(stage_.policy.shortlist, *ranked.candidate), place);
  Choice& known = choices_[key];
  const bool out = !in_by_ranking(ranked) && index < eligible_.size();
  if (out && index < known.of && !known.chosen.contains(&ranked)) return known.chosen;
  std::vector<const Ranked*> order;
  for (const Ranked* other : eligible_)
    if (other != &ranked) order.push_back(other);
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), &moved);
  const Shortlist found = shortlist(stage_.policy.shortlist, masks_of(stage_, order), stage_.top);
  known = {out ? index : 0, {}};
  for (std::size_t i = 0; i < found.in.size(); ++i)
    if (found.in[i]) known.chosen.insert(order[i] == &moved ? nullptr : order[i]);
  return known.chosen;
}

// Those with that merit now, the one itself too where its own is that.
Group::Level Group::level_with(const Ranked& moved) const {
  const auto level = std::ranges::partition_point(eligible_, [&](const Ranked* other) { return merit(*other, moved) > 0; });
  return {level, std::partition_point(level, eligible_.end(), [&](const Ranked* other) { return merit(*other, moved) == 0; })};
}

// Whether the lot parts it from those who would then be level with it: all of them have a ticket.
bool Group::is_drawn(const Ranked& moved, const Ranked& ranked) const {
  return !moved.candidate->ticket.empty() &&
         std::ranges::none_of(level_with(moved), [&](const Ranked* other) { return other != &ranked && other->candidate->ticket.empty(); });
}

// Whether some of those who would then be level with it in everything are in and some are out: the shortlist leaves that to people.
bool Group::parts_equals(const Ranked& moved, const Ranked& ranked, State state) {
  if (stage_.policy.shortlist.empty() || is_drawn(moved, ranked)) return false;
  const Level level = level_with(moved);
  if (level.empty() || (level.size() == 1 && level.front() == &ranked)) return false;
  const auto own = place_.find(&ranked);
  const auto first_behind = std::ranges::partition_point(eligible_, [&](const Ranked* other) { return stands_before(*other, moved); });
  auto place = static_cast<std::size_t>(first_behind - eligible_.begin());
  if (own != place_.end() && own->second < place) --place;
  const std::size_t home = own == place_.end() ? eligible_.size() : own->second;
  const bool unchanged = (place < stage_.top) == (home < stage_.top) && (state == State::in) == in_by_ranking(ranked);
  std::size_t in = state == State::in ? 1 : 0, out = 1 - in;
  const std::set<const Ranked*>* chosen = unchanged ? nullptr : &chosen_with(moved, ranked, place);
  for (const Ranked* each : level) {
    if (each == &ranked) continue;
    ++((chosen == nullptr ? in_by_ranking(*each) : chosen->contains(each)) ? in : out);
  }
  return in > 0 && out > 0;
}

// Its outcome if it passes the passing grade with that value.
State Group::state_at(const Rational& value, const Ranked& ranked, const Bar& bar) {
  Ranked moved = ranked;
  moved.score = value;
  State state = bar.kind == Bar::Kind::none ? State::in : State::out;
  if (bar.kind == Bar::Kind::other) {
    const Ranked& other = *eligible_[bar.other];
    const bool tied = stage_.policy.shortlist.empty() && merit(moved, other) == 0 && !is_drawn(moved, ranked);
    state = stands_before(moved, other) ? State::in : State::out;
    if (tied) state = stage_.tie == Tie::in ? State::in : stage_.tie == Tie::out ? State::out : State::open;
  }
  return state != State::open && parts_equals(moved, ranked, state) ? State::open : state;
}

void Group::tell_level(const Ranked& ranked, const Rational& value, Needs& needs) const {
  Ranked moved = ranked;
  moved.score = value;
  const Ranked& level = *needs.level;
  needs.ahead = stands_before(moved, level);
  for (std::size_t i = 0; i < moved.tie_scores.size(); ++i) {
    if (moved.tie_scores[i] == level.tie_scores[i]) continue;
    needs.criterion = stage_.tie_criteria[i];
    needs.decides = Needs::Decides::criterion;
    return;
  }
  needs.decides = is_drawn(moved, ranked)          ? Needs::Decides::lot
                  : stage_.tie == Tie::in          ? Needs::Decides::all_go_through
                  : stage_.tie == Tie::out         ? Needs::Decides::none_goes_through
                  : needs.tie_is_left              ? Needs::Decides::people
                                                   : Needs::Decides::nothing;
}

// A weighted mean of scores is within their range, and so is every aggregate of such means.
bool Group::beyond_scale(const Rational& value, bool upwards, bool equal) const {
  if (!in_points()) return false;
  const Rational end(upwards ? stage_.score_max : stage_.score_min);
  if (value == end) return !equal;
  return upwards ? less(end, value) : less(value, end);
}

// To where it is level with the other that makes the difference, or to the passing grade where that comes first (or last).
void Group::move_value(const Ranked& ranked, const Bar& bar, Needs& needs) {
  const bool graded = stage_.passing_grade && in_points();
  if (bar.kind != Bar::Kind::other && !(graded && bar.kind == Bar::Kind::none)) {
    needs.nothing = nothing_helps(ranked, bar);
    return;
  }
  Rational value = bar.kind == Bar::Kind::other ? eligible_[bar.other]->score : Rational(*stage_.passing_grade);
  if (graded && less(value, Rational(*stage_.passing_grade))) value = Rational(*stage_.passing_grade);
  if (bar.kind == Bar::Kind::other && value == eligible_[bar.other]->score) needs.level = eligible_[bar.other];
  const State there = state_at(value, ranked, bar);
  needs.lift = value.minus(ranked.score).value();
  needs.equal = there == (in_by_ranking(ranked) ? State::out : State::in);
  needs.tie_is_left = there == State::open;
  needs.beyond_scale = beyond_scale(value, !in_by_ranking(ranked), needs.equal);
  if (needs.level != nullptr) tell_level(ranked, value, needs);
}

// Its value is not in points: both have to be enough, each by itself.
void Group::reach_grade(const Ranked& ranked, const Bar& bar, Needs& needs) {
  const State now = state_at(ranked.score, ranked, bar);
  const bool good_enough = bar.kind == Bar::Kind::none || (bar.kind == Bar::Kind::other && less(eligible_[bar.other]->score, ranked.score));
  if (now != State::in && !good_enough) return move_value(ranked, bar, needs);
  needs.lift = Rational();
  needs.equal = now == State::in;
  needs.tie_is_left = now == State::open;
}

Needs::Nothing Group::nothing_helps(const Ranked& ranked, const Bar& bar) const {
  if (bar.kind == Bar::Kind::unknown) return Needs::Nothing::entangled;
  if (conflict_ && !in_by_ranking(ranked)) return Needs::Nothing::conflict;
  const bool all = eligible_.size() + (passes(ranked) ? 0 : 1) <= stage_.top;
  return all && bar.kind == Bar::Kind::none ? Needs::Nothing::all_have_places : Needs::Nothing::constraints;
}

Needs Group::of(const Ranked& ranked) {
  Needs needs;
  const Bar bar = bar_of(ranked);
  if (!passes(ranked) && !in_points()) {
    reach_grade(ranked, bar, needs);
  } else {
    move_value(ranked, bar, needs);
  }
  const bool apart = !in_points() && in_by_ranking(ranked);
  if (stage_.passing_grade && (apart || !passes(ranked))) needs.to_grade = ranked.raw.minus(Rational(*stage_.passing_grade)).value();
  return needs;
}

}  // namespace

bool in_by_ranking(const Ranked& ranked) { return ranked.overruled ? ranked.overruled->in : ranked.in; }

Reason reason_by_ranking(const Ranked& ranked) { return ranked.overruled ? ranked.overruled->by_ranking : ranked.reason; }

std::vector<Needs> needs_of(const Stage& stage, const Ranking& ranking) {
  std::map<std::string_view, std::vector<const Ranked*>> members;
  const auto key = [&](const Ranked& ranked) { return stage.top_per_category ? std::string_view(ranked.candidate->category) : ""; };
  for (const Ranked& ranked : ranking.results) members[key(ranked)].push_back(&ranked);
  std::map<std::string_view, Group> groups;
  for (const auto& [name, each] : members) groups.try_emplace(name, stage, ranking, each);
  std::vector<Needs> needs(ranking.results.size());
  for (std::size_t i = needs.size(); i-- > 0;) needs[i] = groups.find(key(ranking.results[i]))->second.of(ranking.results[i]);
  return needs;
}

}  // namespace jejak::workflows
