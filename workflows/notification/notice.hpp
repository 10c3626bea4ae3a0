#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// What a webhook or a mailing may ask for, and a rulebook hold. What a decision did to a proposal is a `stage_result`, never a
// `proposal_moved`: whoever holds results back holds all of them.
inline constexpr std::array<std::string_view, 20> notice_kinds = {
    "proposal_entered",  "proposal_moved", "stage_result",   "stage_decided",    "award_granted",  "award_revoked",
    "window_extended",   "late_entry",     "deadline_moved", "objection",        "juror_invited",  "juror_assigned",
    "coaching_note",     "slot_scheduled", "promoted",       "replication_requested", "replication_progress", "reminder",
    "juror_key_issued",  "sheet_returned"};

// One thing that somebody is to be told.
struct Notice {
  std::string_view kind;
  std::string organizer;        // whose webhooks hear of it
  std::string local_organizer;  // and whose else: the entrant's own, where that is another
  std::string competition;  // may be empty, as the next one
  std::string proposal;
  std::string_view to;  // "entrant", "juror", "organizer"
  std::string to_id;
  Sentence text;
};

// The events that somebody is told of.
const std::vector<std::string>& told_types();

// What an event tells, to whom. Reads names and titles from the World. Empty for any other event.
std::vector<Notice> notices_of(World& world, std::string_view type, std::string_view stream, const json::object& data);

}  // namespace jejak::workflows
