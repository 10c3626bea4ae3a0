#include "workflows/slot/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

Sitting sitting_of(const json::object& slot) {
  return {std::string(text_of(slot, "room")), parse_rfc3339(text_of(slot, "starts")).value_or(Timestamp{}),
          parse_rfc3339(text_of(slot, "ends")).value_or(Timestamp{})};
}

}  // namespace

void evolve(Schedule& schedule, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "SlotsScheduled") {
    for (const json::value& value : array_of(data, "slots")) {
      const json::object& slot = members_of(value);
      schedule.by_proposal[std::string(text_of(slot, "proposal"))] = {std::string(text_of(slot, "entrant")), sitting_of(slot), false};
    }
  } else if (type == "SlotMoved") {
    const auto found = schedule.by_proposal.find(text_of(data, "proposal"));
    if (found != schedule.by_proposal.end()) found->second.at = sitting_of(data);
  } else if (type == "AttendanceRecorded") {
    const auto found = schedule.by_proposal.find(text_of(data, "proposal"));
    if (found != schedule.by_proposal.end()) found->second.attendance_recorded = true;
  } else if (type == "SlotCancelled") {
    schedule.by_proposal.erase(std::string(text_of(data, "proposal")));
  }
}

}  // namespace jejak::workflows
