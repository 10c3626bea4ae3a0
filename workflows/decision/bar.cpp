#include "workflows/decision/bar.hpp"

#include <algorithm>

namespace jejak::workflows {

namespace {

constexpr std::int64_t steps_max = 20'000;

}  // namespace

Bars::Bars(const std::vector<ShortlistRule>& rules, std::vector<std::uint64_t> alike, std::vector<bool> in, std::size_t places)
    : rules_(rules), in_(std::move(in)), places_(places), steps_(steps_max) {
  in_.resize(alike.size(), false);
  for (const std::uint64_t mask : alike) mask_of_.push_back(mask_number(mask));
  for (std::size_t i = 0; i < in_.size() && i < places; ++i) kept_ += in_[i] ? 1 : 0;
}

std::size_t Bars::mask_number(std::uint64_t mask) {
  const auto found = std::ranges::find(masks_, mask);
  if (found == masks_.end()) masks_.push_back(mask);
  return static_cast<std::size_t>(std::ranges::find(masks_, mask) - masks_.begin());
}

Bar Bars::of(std::size_t candidate) {
  const Seat seat{candidate, mask_of_[candidate], candidate < places_ ? Home::within : Home::below, in_[candidate]};
  if (mask_of_.size() <= places_) return {seat.in ? Bar::Kind::none : Bar::Kind::closed};
  const auto key = std::pair(seat.mask, seat.home);
  const auto known = shared_.find(key);
  // What was found with the lesser of two left out holds with the better left out, unless it takes the better.
  if (!seat.in && known != shared_.end() && candidate < known->second.of && !known->second.touched[candidate]) return known->second.bar;
  std::vector<bool> touched(mask_of_.size(), false);
  const Bar bar = seek(seat, touched);
  if (!seat.in && known == shared_.end()) shared_[key] = {candidate, bar, std::move(touched)};
  return bar;
}

Bar Bars::of_newcomer(std::uint64_t mask) {
  const Seat seat{mask_of_.size(), mask_number(mask), Home::none, false};
  const auto key = std::pair(seat.mask, seat.home);
  if (const auto known = shared_.find(key); known != shared_.end()) return known->second.bar;
  std::vector<bool> touched(mask_of_.size(), false);
  Bar bar;
  if (mask_of_.size() < places_) {
    const auto all = others_of(Side::within, seat);
    bar = {pure_holds(Side::within, seat, all) ? Bar::Kind::none : Bar::Kind::closed};
  } else {
    bar = seek(seat, touched);
  }
  shared_[key] = {seat.index, bar, std::move(touched)};
  return bar;
}

Bar Bars::seek(const Seat& seat, std::vector<bool>& touched) {
  gave_up_ = false;
  Bar bar{Bar::Kind::closed};
  if (seat.home != Home::within || seat.in) bar = on(Side::below, seat, touched);
  if (bar.kind == Bar::Kind::closed) {
    bar = on(Side::within, seat, touched);
    if (bar.kind == Bar::Kind::none) bar = {Bar::Kind::other, seat.index < places_ ? places_ : places_ - 1};
  }
  return gave_up_ ? Bar{} : bar;
}

// Where the first places satisfy every constraint as they are, they are the choice.
Bar Bars::on(Side side, const Seat& seat, std::vector<bool>& touched) {
  if (pure_holds(side, seat, others_of(side, seat))) return {side == Side::within ? Bar::Kind::none : Bar::Kind::closed};
  const Kept with = kept_of(side, seat, true);
  const Kept without = kept_of(side, seat, false);
  if (gave_up_ || with.kept < without.kept || with.kept < 0) return {Bar::Kind::closed};
  if (with.kept > without.kept) return {Bar::Kind::none};
  return compare(side, seat, touched);
}

// Both keep as many: the first candidate whom one takes and the other does not makes the difference, or the one itself where it
// stands before that candidate, which on this side it may always or never do.
Bar Bars::compare(Side side, const Seat& seat, std::vector<bool>& touched) {
  const bool at_home = (side == Side::within) == (seat.home == Home::within);
  Walk with = walk(side, seat, true), without = walk(side, seat, false);
  for (std::size_t i = 0; i < mask_of_.size() && !gave_up_; ++i) {
    if (i == seat.index) continue;
    const bool one = at_home && seat.in ? in_[i] : takes(with, i), other = at_home && !seat.in ? in_[i] : takes(without, i);
    touched[i] = touched[i] || one || other;
    if (one == other) continue;
    if (one) return {Bar::Kind::none};
    const bool always_behind = side == Side::below && i < with.first, always_before = side == Side::within && i >= with.first;
    return {always_behind ? Bar::Kind::closed : always_before ? Bar::Kind::none : Bar::Kind::other, i};
  }
  return {Bar::Kind::none};
}

// Of the others, how many are the first: the one has a place of its own among them on the side within.
std::size_t Bars::first_of(Side side, const Seat& seat) const {
  const std::size_t first = std::min(side == Side::within ? places_ - 1 : places_, mask_of_.size());
  return seat.index < first ? first + 1 : first;
}

// For each mask, how many of the others are within the first places and how many are not.
std::vector<Range> Bars::others_of(Side side, const Seat& seat) const {
  std::vector<Range> others(2 * masks_.size());
  const std::size_t first = first_of(side, seat);
  for (std::size_t i = 0; i < mask_of_.size(); ++i)
    if (i != seat.index) ++others[2 * mask_of_[i] + (i < first ? 0 : 1)].most;
  return others;
}

bool Bars::pure_holds(Side side, const Seat& seat, const std::vector<Range>& others) const {
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    std::int64_t count = side == Side::within && counts(seat.mask, rule) ? 1 : 0;
    for (std::size_t mask = 0; mask < masks_.size(); ++mask) count += counts(mask, rule) ? others[2 * mask].most : 0;
    const ShortlistRule& each = rules_[rule];
    if (count < static_cast<std::int64_t>(each.at_least)) return false;
    if (each.at_most && count > static_cast<std::int64_t>(*each.at_most)) return false;
  }
  return true;
}

std::int64_t Bars::count_kept(Side side, bool with, const Numbers& numbers) const {
  std::int64_t kept = with && side == Side::within ? 1 : 0;
  for (std::size_t mask = 0; mask < masks_.size(); ++mask) kept += numbers[2 * mask];
  return kept;
}

// Upwards and downwards from what is kept now, since one candidate changes that by little; then by halves.
const Bars::Kept& Bars::kept_of(Side side, const Seat& seat, bool with) {
  const auto [place, added] = keeps_.try_emplace(std::tuple(seat.mask, seat.home, side, with));
  Kept& best = place->second;
  if (!added) return best;
  const auto ranges = others_of(side, seat);
  std::int64_t high = static_cast<std::int64_t>(places_), ask = std::clamp<std::int64_t>(kept_, 0, high);
  for (int missed = 0; best.kept < high;) {
    if (const auto& found = numbers(side, seat, with, ask, ranges)) {
      best = {count_kept(side, with, *found), *found};
      ask = best.kept + 1;
    } else {
      high = ask - 1;
      ask = ++missed < 3 ? high : best.kept + (high - best.kept + 1) / 2;
    }
  }
  return best;
}

// So many of each kind of the others that with the one, or without, there are as many as there are places, every constraint holds
// and so many of the first places are kept. Candidates of one mask ask mostly the same.
const std::optional<Bars::Numbers>& Bars::numbers(Side side, const Seat& seat, bool with, std::int64_t kept, const std::vector<Range>& ranges) {
  Numbers key{side == Side::within ? 1 : 0, with ? static_cast<std::int64_t>(seat.mask) : -1, kept};
  for (const Range& range : ranges) key.insert(key.end(), {range.least, range.most});
  const auto [place, added] = solved_.try_emplace(std::move(key));
  if (added) place->second = solve(side, seat, with, kept, ranges);
  return place->second;
}

std::optional<Bars::Numbers> Bars::solve(Side side, const Seat& seat, bool with, std::int64_t kept, const std::vector<Range>& ranges) {
  const std::int64_t own = with ? 1 : 0, places = static_cast<std::int64_t>(places_);
  std::vector<Range> used;
  std::vector<std::size_t> kind_of;
  for (std::size_t kind = 0; kind < ranges.size(); ++kind) {
    if (ranges[kind].most == 0) continue;
    used.push_back(ranges[kind]);
    kind_of.push_back(kind);
  }
  std::vector<Row> rows{{{}, {places - own, places - own}}, {{}, {kept - (side == Side::within ? own : 0), places}}};
  for (std::size_t place = 0; place < used.size(); ++place) {
    rows[0].places.push_back(place);
    if (kind_of[place] % 2 == 0) rows[1].places.push_back(place);
  }
  for (std::size_t rule = 0; rule < rules_.size(); ++rule) {
    const std::int64_t has = counts(seat.mask, rule) ? own : 0;
    const std::int64_t most = rules_[rule].at_most ? static_cast<std::int64_t>(*rules_[rule].at_most) : places;
    Row& row = rows.emplace_back(Row{{}, {static_cast<std::int64_t>(rules_[rule].at_least) - has, most - has}});
    for (std::size_t place = 0; place < used.size(); ++place)
      if (counts(kind_of[place] / 2, rule)) row.places.push_back(place);
    if (row.sum.most < 0 || row.sum.most < row.sum.least) return std::nullopt;
  }
  const auto found = whole_numbers(used, rows, steps_);
  gave_up_ = gave_up_ || (!found && steps_ <= 0);
  if (!found) return std::nullopt;
  Numbers all(ranges.size(), 0);
  for (std::size_t place = 0; place < used.size(); ++place) all[kind_of[place]] = (*found)[place];
  return all;
}

Bars::Walk Bars::walk(Side side, const Seat& seat, bool with) {
  const Kept& most = kept_of(side, seat, with);
  return {side, seat, with, most.kept, most.numbers, others_of(side, seat), first_of(side, seat)};
}

// As in shortlist.cpp: from the best downwards, each where it can be.
bool Bars::takes(Walk& walk, std::size_t candidate) {
  const std::size_t kind = 2 * mask_of_[candidate] + (candidate < walk.first ? 0 : 1);
  Range& range = walk.ranges[kind];
  const std::int64_t before = range.least;
  if (before == range.most) return false;
  range.least = before + 1;
  if (walk.numbers[kind] > before) return true;
  if (const auto& other = numbers(walk.side, walk.seat, walk.with, walk.kept, walk.ranges)) {
    walk.numbers = *other;
    return true;
  }
  range = {before, before};
  return false;
}

}  // namespace jejak::workflows
