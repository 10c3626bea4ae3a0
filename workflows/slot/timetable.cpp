#include "workflows/slot/timetable.hpp"

#include <algorithm>
#include <tuple>

namespace jejak::workflows {

namespace {

bool fits(const Sitting& slot, const Presentation& presentation, const std::vector<Placed>& others) {
  return std::ranges::none_of(others, [&](const Placed& other) {
    return overlap(slot, other.slot) && (slot.room == other.slot.room || clash(presentation, other.presentation));
  });
}

bool is_free(const Sitting& slot, const std::vector<Placed>& taken) {
  return std::ranges::none_of(taken, [&](const Placed& other) { return slot.room == other.slot.room && overlap(slot, other.slot); });
}

Timetable fill(const std::vector<Sitting>& slots, std::vector<Presentation> waiting, std::vector<Placed> all) {
  Timetable table;
  for (const Sitting& slot : slots) {
    if (!is_free(slot, all)) continue;
    ++table.slots;
    const auto next = std::ranges::find_if(waiting, [&](const Presentation& each) { return fits(slot, each, all); });
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
  std::vector<std::string> both;
  std::ranges::set_intersection(one.jurors, other.jurors, std::back_inserter(both));
  return !both.empty();
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

Timetable timetable(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken) {
  Timetable first = fill(slots, presentations, taken);
  if (first.left_out.empty() || first.slots < presentations.size()) return first;
  Timetable second = fill(slots, most_entangled_first(presentations), taken);
  return second.left_out.size() < first.left_out.size() ? second : first;
}

}  // namespace jejak::workflows
