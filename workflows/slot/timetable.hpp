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
};

// Cuts sittings into slots of `length` with `pause` between them, in order of time and then of room.
std::vector<Sitting> cut(const std::vector<Sitting>& sittings, std::int64_t length_us, std::int64_t pause_us);

// Gives presentations, first come first served, the slots that neither their room nor their people have in use already.
Timetable timetable(const std::vector<Sitting>& slots, const std::vector<Presentation>& presentations, const std::vector<Placed>& taken);

}  // namespace jejak::workflows
