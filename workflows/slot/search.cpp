#include "workflows/slot/search.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

namespace jejak::workflows {

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);

// How many presentations can be one after the other: always the slot that ends first.
std::size_t times_of(std::vector<Sitting> slots) {
  std::ranges::sort(slots, {}, &Sitting::ends);
  std::size_t times = 0;
  const Sitting* last = nullptr;
  for (const Sitting& slot : slots) {
    if (last != nullptr && overlap(*last, slot)) continue;
    last = &slot;
    ++times;
  }
  return times;
}

// Somebody who has to be at more presentations than there are times for.
bool somebody_has_too_many(const std::vector<Presentation>& presentations, std::size_t times) {
  std::map<std::string_view, std::size_t> by_entrant, by_juror;
  const auto is_over = [&](std::size_t count) { return count > times; };
  for (const Presentation& each : presentations) {
    if (is_over(++by_entrant[each.entrant])) return true;
    for (const std::string& juror : each.jurors)
      if (is_over(++by_juror[juror])) return true;
  }
  return false;
}

// How many presentations the rooms have place for, whoever comes.
std::size_t places_of(const std::vector<Sitting>& slots, const std::vector<Placed>& taken) {
  std::map<std::string_view, std::vector<Sitting>> by_room;
  for (const Sitting& slot : slots)
    if (std::ranges::none_of(taken, [&](const Placed& other) { return slot.room == other.slot.room && overlap(slot, other.slot); })) by_room[slot.room].push_back(slot);
  std::size_t places = 0;
  for (const auto& [room, free] : by_room) places += times_of(free);
  return places;
}

class Search {
 public:
  Search(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken, std::size_t cells_max)
      : slots_(slots.size()), count_(presentations.size()), cells_left_(cells_max), blocked_(slots_ * count_, 0), choices_(count_, slots_),
        slot_of_(count_, none), near_(slots_), clashes_(count_ * count_) {
    for (std::size_t a = 0; a < slots_; ++a)
      for (std::size_t b = 0; b < slots_; ++b)
        if (a != b && overlap(slots[a], slots[b])) near_[a].push_back({b, slots[a].room == slots[b].room});
    for (std::size_t p = 0; p < count_; ++p)
      for (std::size_t q = 0; q < count_; ++q) clashes_[p * count_ + q] = p != q && clash(presentations[p], presentations[q]);
    for (std::size_t s = 0; s < slots_; ++s) {
      for (const Placed& other : taken) {
        if (!overlap(slots[s], other.slot)) continue;
        const bool same_room = slots[s].room == other.slot.room;
        for (std::size_t p = 0; p < count_; ++p)
          if (same_room || clash(presentations[p], other.presentation)) block(p, s);
      }
    }
  }

  bool run(std::size_t left) {
    if (left == 0) return true;
    const std::size_t p = hardest();
    for (std::size_t s = 0; s < slots_; ++s) {
      if (blocked_[p * slots_ + s] != 0) continue;
      if (!is_affordable(s)) return false;
      ++steps_;
      slot_of_[p] = s;
      place<true>(p, s);
      if (choices_are_left() && run(left - 1)) return true;
      place<false>(p, s);
      slot_of_[p] = none;
      if (!complete_) return false;
    }
    return false;
  }

  const std::vector<std::size_t>& slot_of() const { return slot_of_; }
  bool complete() const { return complete_; }
  std::size_t steps() const { return steps_; }

 private:
  struct Near {
    std::size_t slot;
    bool same_room;
  };

  void block(std::size_t p, std::size_t s) {
    if (blocked_[p * slots_ + s]++ == 0) --choices_[p];
  }
  void release(std::size_t p, std::size_t s) {
    if (--blocked_[p * slots_ + s] == 0) ++choices_[p];
  }

  // Who is at `s` keeps its slot from all others, and what overlaps it from whoever cannot be there at the same time.
  template <bool forth>
  void place(std::size_t p, std::size_t s) {
    const auto change = [this](std::size_t q, std::size_t slot) { forth ? block(q, slot) : release(q, slot); };
    for (std::size_t q = 0; q < count_; ++q) {
      if (q == p) continue;
      change(q, s);
      for (const Near& near : near_[s])
        if (near.same_room || clashes_[p * count_ + q] != 0) change(q, near.slot);
    }
  }

  bool is_affordable(std::size_t s) {
    const std::size_t cells = count_ * (near_[s].size() + 2);
    complete_ = complete_ && cells <= cells_left_;
    if (complete_) cells_left_ -= cells;
    return complete_;
  }

  std::size_t hardest() const {
    std::size_t best = none;
    for (std::size_t p = 0; p < count_; ++p)
      if (slot_of_[p] == none && (best == none || choices_[p] < choices_[best])) best = p;
    return best;
  }

  bool choices_are_left() const {
    for (std::size_t p = 0; p < count_; ++p)
      if (slot_of_[p] == none && choices_[p] == 0) return false;
    return true;
  }

  std::size_t slots_, count_, cells_left_, steps_ = 0;
  bool complete_ = true;
  std::vector<std::uint16_t> blocked_;  // by presentation and slot: how many things stand in the way
  std::vector<std::size_t> choices_;    // by presentation: slots in whose way nothing stands
  std::vector<std::size_t> slot_of_;
  std::vector<std::vector<Near>> near_;
  std::vector<char> clashes_;
};

}  // namespace

SlotSearch search_slots(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken, std::size_t cells_max) {
  SlotSearch result;
  if (presentations.size() > places_of(slots, taken) || somebody_has_too_many(presentations, times_of(slots))) return result;
  Search search(slots, presentations, taken, cells_max);
  if (search.run(presentations.size())) result.slot_of = search.slot_of();
  result.complete = search.complete();
  result.steps = search.steps();
  return result;
}

}  // namespace jejak::workflows
