#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/time.hpp"

namespace jejak::workflows {

// A span of time in a room: from `starts` up to but not including `ends`.
struct Sitting {
  std::string room;
  Timestamp starts, ends;
};
bool overlap(const Sitting& one, const Sitting& other);  // in time, in whatever room

struct Presentation {
  std::string proposal;
  std::string entrant;
  std::vector<std::string> jurors;  // sorted
};
// Whether the two cannot be at the same time: the same entrant, or a juror of both.
bool clash(const Presentation& one, const Presentation& other);

struct Placed {
  Sitting slot;
  Presentation presentation;
};

struct Timetable {
  std::vector<Placed> placed;         // the new ones, in order of time and then of room
  std::vector<std::string> left_out;  // proposals without a slot
  std::size_t slots = 0;              // free ones that there were
  bool proven = true;                 // where somebody is left out: that no timetable has room for all
  std::size_t steps = 0;              // placements that were tried to find one
};

// Cuts sittings into slots of `length` with `pause` between them, in order of time and then of room.
std::vector<Sitting> cut(const std::vector<Sitting>& sittings, std::int64_t length_us, std::int64_t pause_us);

// Gives presentations the slots that neither their room nor their people have in use already: first come first served where that does, else in
// whatever way has room for all. Nobody is left out unless there is no such way, or none was found within the bound of search.hpp (`proven`).
Timetable timetable(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken);

}  // namespace jejak::workflows
