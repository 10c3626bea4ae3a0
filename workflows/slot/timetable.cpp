#include "workflows/slot/timetable.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

#include "workflows/slot/search.hpp"

namespace jejak::workflows {

namespace {

// Who is in some room at that time; nothing where the slot's own room is in use.
std::optional<std::vector<const Presentation*>> meanwhile(const Sitting& slot, const std::vector<Placed>& all) {
  std::vector<const Presentation*> others;
  for (const Placed& other : all) {
    if (!overlap(slot, other.slot)) continue;
    if (slot.room == other.slot.room) return std::nullopt;
    others.push_back(&other.presentation);
  }
  return others;
}

Timetable fill(const std::vector<Sitting>& slots, std::vector<Presentation> waiting, std::vector<Placed> all) {
  Timetable table;
  for (const Sitting& slot : slots) {
    const auto others = meanwhile(slot, all);
    if (!others) continue;
    ++table.slots;
    const auto next = std::ranges::find_if(waiting, [&](const Presentation& each) {
      return std::ranges::none_of(*others, [&](const Presentation* other) { return clash(each, *other); });
    });
    if (next == waiting.end()) continue;
    table.placed.push_back({slot, *next});
    all.push_back(table.placed.back());
    waiting.erase(next);
  }
  for (const Presentation& each : waiting) table.left_out.push_back(each.proposal);
  return table;
}

std::vector<Presentation> most_entangled_first(std::vector<Presentation> presentations) {
  std::vector<std::pair<std::ptrdiff_t, std::size_t>> order;
  for (std::size_t i = 0; i < presentations.size(); ++i) {
    const auto clashes = std::ranges::count_if(presentations, [&](const Presentation& other) { return clash(presentations[i], other); });
    order.emplace_back(-clashes, i);
  }
  std::ranges::sort(order);
  std::vector<Presentation> sorted;
  for (const auto& [clashes, index] : order) sorted.push_back(std::move(presentations[index]));
  return sorted;
}

}  // namespace

bool overlap(const Sitting& one, const Sitting& other) { return one.starts < other.ends && other.starts < one.ends; }

bool clash(const Presentation& one, const Presentation& other) {
  if (one.entrant == other.entrant) return true;
  auto mine = one.jurors.begin();
  for (auto theirs = other.jurors.begin(); mine != one.jurors.end() && theirs != other.jurors.end();) {
    const int order = mine->compare(*theirs);
    if (order == 0) return true;
    order < 0 ? ++mine : ++theirs;
  }
  return false;
}

std::vector<Sitting> cut(const std::vector<Sitting>& sittings, std::int64_t length_us, std::int64_t pause_us) {
  std::vector<Sitting> slots;
  for (const Sitting& sitting : sittings) {
    for (std::int64_t at = sitting.starts.microseconds; at + length_us <= sitting.ends.microseconds; at += length_us + pause_us)
      slots.push_back({sitting.room, {at}, {at + length_us}});
  }
  std::ranges::stable_sort(slots, {}, [](const Sitting& slot) { return std::tie(slot.starts, slot.room); });
  return slots;
}

// First in the order given, then with the most entangled first: both are fast and mostly enough. Where they are not, every way is tried.
Timetable timetable(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken) {
  Timetable first = fill(slots, presentations, taken);
  if (first.left_out.empty()) return first;
  Timetable second = fill(slots, most_entangled_first(presentations), taken);
  Timetable table = second.left_out.size() < first.left_out.size() ? std::move(second) : std::move(first);
  if (table.left_out.empty()) return table;
  const SlotSearch search = search_slots(slots, presentations, taken);
  table.steps = search.steps;
  table.proven = search.complete;
  if (!search.slot_of) return table;
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t p = 0; p < presentations.size(); ++p) order.emplace_back((*search.slot_of)[p], p);
  std::ranges::sort(order);
  table.placed.clear();
  table.left_out.clear();
  for (const auto& [slot, p] : order) table.placed.push_back({slots[slot], presentations[p]});
  return table;
}

}  // namespace jejak::workflows
