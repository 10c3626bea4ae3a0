#pragma once
#include <map>
#include <string>

#include "engine/core/event.hpp"
#include "workflows/slot/timetable.hpp"

namespace jejak::workflows {

// Stream `schedule-<competition>-<stage>`:
//   SlotsScheduled {competition, organizer, stage, minutes, slots [{proposal, entrant, title, room, starts, ends}]}
//   SlotMoved {competition, organizer, stage, proposal, room, starts, ends, reason}
//   SlotCancelled {competition, organizer, stage, proposal, reason}: another one may be given
//   AttendanceRecorded {competition, organizer, stage, proposal, attended, head_attended?, note?}
struct Schedule {
  struct Slot {
    std::string entrant;
    Sitting at;
    bool attendance_recorded = false;
  };
  std::map<std::string, Slot, std::less<>> by_proposal;
};
void evolve(Schedule& schedule, const Event& event);

}  // namespace jejak::workflows
