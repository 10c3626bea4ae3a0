#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "workflows/slot/timetable.hpp"

namespace jejak::workflows {

// How far a search may go: cells of its table that it may change, so that it takes about as long whatever the size.
inline constexpr std::size_t search_cells_max = 20'000'000;

struct SlotSearch {
  std::optional<std::vector<std::size_t>> slot_of;  // by presentation, an index into the slots; nothing where none was found
  bool complete = true;                             // every way was tried, or one look showed that none can be: where none was found, there is none
  std::size_t steps = 0;                            // placements tried
};

// Tries every way of giving each presentation a slot, the one with the fewest slots left first, until one fits all or `cells_max` is used up.
SlotSearch search_slots(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken,
                        std::size_t cells_max = search_cells_max);

}  // namespace jejak::workflows
