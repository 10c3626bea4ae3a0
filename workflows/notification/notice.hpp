#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// What a webhook may ask for.
inline constexpr std::array<std::string_view, 14> notice_kinds = {
    "proposal_entered", "proposal_moved", "stage_decided",  "award_granted", "award_revoked",         "window_extended",
    "juror_invited",    "juror_assigned", "coaching_note", "slot_scheduled", "replication_requested", "reminder",
    "juror_key_issued", "sheet_returned"};

// One thing that somebody is to be told.
struct Notice {
  std::string_view kind;
  std::string organizer;    // whose webhooks hear of it
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
