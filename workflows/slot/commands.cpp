#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/slot/engagement.hpp"

namespace jejak::workflows {

namespace {

constexpr std::int64_t minute_us = 60'000'000;
constexpr std::size_t slots_max = 1'000;      // that one order may cut
constexpr std::size_t proposals_max = 1'000;  // that one order may place

constexpr std::string_view schedule_body = R"({
"type":"object","additionalProperties":false,"required":["minutes","sittings"],"properties":{
 "minutes":{"type":"integer","minimum":1,"maximum":480,"description":"of one presentation, questions included"},
 "pause_minutes":{"type":"integer","minimum":0,"maximum":480},
 "sittings":{"type":"array","minItems":1,"maxItems":200,"items":{"type":"object","additionalProperties":false,"required":["room","starts","ends"],"properties":{
   "room":{"type":"string","minLength":1,"maxLength":100},
   "starts":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"},
   "ends":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"}}}},
 "preview":{"type":"boolean"}}})";

constexpr std::string_view move_body = R"({
"type":"object","additionalProperties":false,"required":["room","starts","ends","reason"],"properties":{
 "room":{"type":"string","minLength":1,"maxLength":100},
 "starts":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"},
 "ends":{"type":"string","minLength":1,"maxLength":40,"format":"date-time"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view cancel_body = R"({
"type":"object","additionalProperties":false,"required":["reason"],"properties":{
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view attendance_body = R"({
"type":"object","additionalProperties":false,"required":["attended"],"properties":{
 "attended":{"type":"boolean"},
 "head_attended":{"type":"boolean","description":"the head of the agency came"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

Result<Sitting, Rejection> read_sitting(const json::object& given, const std::string& pointer) {
  const auto starts = parse_rfc3339(text_of(given, "starts"));
  const auto ends = parse_rfc3339(text_of(given, "ends"));
  if (!starts || !ends || *ends <= *starts)
    return invalid("invalid_body", pointer + "/ends", {"must be an RFC 3339 instant after /starts", "harus berupa waktu RFC 3339 sesudah /starts"});
  return Sitting{std::string(text_of(given, "room")), *starts, *ends};
}

Result<std::vector<Sitting>, Rejection> read_slots(const json::object& body) {
  std::vector<Sitting> sittings;
  const std::int64_t step = integer_of(body, "minutes") * minute_us;
  std::int64_t counted = 0;
  for (const json::value& given : array_of(body, "sittings")) {
    auto sitting = read_sitting(given.get_object(), "/sittings/" + std::to_string(sittings.size()));
    if (!sitting) return sitting.error();
    counted += (sitting->ends.microseconds - sitting->starts.microseconds) / step;
    if (counted > static_cast<std::int64_t>(slots_max)) {
      const std::string most = std::to_string(slots_max);
      return invalid("invalid_body", "/sittings", {"must make at most " + most + " slots", "menghasilkan paling banyak " + most + " slot"});
    }
    sittings.push_back(*std::move(sitting));
  }
  return cut(sittings, step, integer_of(body, "pause_minutes") * minute_us);
}

// Says whether there is no timetable, or none was found.
Rejection impossible(const Timetable& table, std::size_t waiting) {
  const std::string counts = std::to_string(waiting), slots = std::to_string(table.slots), left = std::to_string(table.left_out.size()), steps = std::to_string(table.steps);
  json::object details{{"left_out", json::array(table.left_out.begin(), table.left_out.end())}, {"slots", table.slots}, {"proposals", waiting},
                       {"proven", table.proven}, {"steps", table.steps}};
  if (!table.proven)
    return conflict("schedule_impossible",
                    {"No timetable with room for all was found within " + steps + " steps, though there may be one: " + left + " of " + counts +
                         " presentations find no place in " + slots + " free slots. Add sittings or rooms.",
                     "Jadwal yang memuat semuanya tidak ditemukan dalam " + steps + " langkah, meskipun mungkin ada: " + left + " dari " + counts +
                         " presentasi tidak mendapat tempat pada " + slots + " slot kosong. Tambah jadwal atau ruang."},
                    std::move(details));
  return conflict("schedule_impossible",
                  {left + " of " + counts + " presentations find no place in " + slots + " free slots, and no other order has room for all: add sittings or rooms, or shorten the slots.",
                   left + " dari " + counts + " presentasi tidak mendapat tempat pada " + slots + " slot kosong, dan tidak ada urutan lain yang memuat semuanya: tambah jadwal atau ruang, atau persingkat slot."},
                  std::move(details));
}

json::array slots_of(const Timetable& table, const std::vector<const Proposal*>& proposals) {
  json::array slots;
  for (const Placed& placed : table.placed) {
    const auto proposal = std::ranges::find(proposals, placed.presentation.proposal, &Proposal::id);
    slots.push_back({{"proposal", placed.presentation.proposal},
                     {"entrant", placed.presentation.entrant},
                     {"title", (*proposal)->title},
                     {"room", placed.slot.room},
                     {"starts", format_rfc3339(placed.slot.starts)},
                     {"ends", format_rfc3339(placed.slot.ends)}});
  }
  return slots;
}

Decision schedule_slots(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string name(path_of(command, "stage"));
  const Stage* stage = rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(name);
  if (stage == nullptr) return not_found("stage", name);
  const auto slots = read_slots(command.body);
  if (!slots) return slots.error();
  const std::string stream = schedule_stream((*competition)->id, name);
  const auto& schedule = world.read<Schedule>(stream);
  const auto proposals = standing_in(world, **competition, first_segment(stage->judged_in));
  std::vector<Presentation> waiting;
  for (const Proposal* proposal : proposals)
    if (!schedule.by_proposal.contains(proposal->id)) waiting.push_back(presentation_of(world, proposal->id, proposal->entrant, name));
  if (waiting.size() > proposals_max) {
    const std::string most = std::to_string(proposals_max);
    return conflict("too_many_presentations", {"One timetable places at most " + most + " proposals: " + std::to_string(waiting.size()) + " wait.",
                                               "Satu jadwal menempatkan paling banyak " + most + " usulan: " + std::to_string(waiting.size()) + " menunggu."});
  }
  const Timetable table = timetable(*slots, waiting, placed_of(engagements_of(world, **competition)));
  if (!table.left_out.empty()) return impossible(table, waiting.size());
  json::object data{{"competition", (*competition)->id}, {"organizer", (*competition)->organizer}, {"stage", name}, {"slots", slots_of(table, proposals)}};
  copy_member(command.body, "minutes", data);
  json::object answer{{"stage", name}, {"slots", data.at("slots")}};
  if (flag_of(command.body, "preview") || table.placed.empty()) return Accepted{{}, std::move(answer)};
  return Accepted{{{stream, "SlotsScheduled", std::move(data)}}, std::move(answer)};
}

// A slot that the caller may change.
struct OwnSlot {
  const Proposal* proposal;
  std::string stage, stream;
  const Schedule* schedule;
  json::object data;  // what every event of it begins with
};

Result<OwnSlot, Rejection> own_slot(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  OwnSlot slot{*proposal, std::string(path_of(command, "stage")), {}, nullptr, {}};
  if (!serves(command.caller, (*proposal)->organizer))
    return forbidden({"Slots are given by who holds the competition.", "Slot diberikan oleh penyelenggara kompetisi."});
  slot.stream = schedule_stream((*proposal)->competition, slot.stage);
  slot.schedule = &world.read<Schedule>(slot.stream);
  if (!slot.schedule->by_proposal.contains((*proposal)->id)) return not_found("slot", slot.stage);
  slot.data = {{"competition", (*proposal)->competition}, {"organizer", (*proposal)->organizer}, {"stage", slot.stage}, {"proposal", (*proposal)->id}};
  return slot;
}

Decision move_slot(World& world, const Command& command) {
  auto slot = own_slot(world, command);
  if (!slot) return slot.error();
  const auto sitting = read_sitting(command.body, "");
  if (!sitting) return sitting.error();
  const Presentation moved = presentation_of(world, slot->proposal->id, slot->proposal->entrant, slot->stage);
  const auto& competition = world.read<Competition>(stream_of("competition", slot->proposal->competition));
  for (const Placed& other : placed_of(engagements_of(world, competition, slot->stage, slot->proposal->id))) {
    const bool same_room = other.slot.room == sitting->room;
    if (!overlap(other.slot, *sitting) || (!same_room && !clash(moved, other.presentation))) continue;
    return conflict("slot_taken",
                    same_room ? Sentence{"The room is taken at that time: choose another one.", "Ruang itu terpakai pada waktu tersebut: pilih yang lain."}
                              : Sentence{"The entrant or a juror is in another room at that time.", "Peserta atau juri sedang di ruang lain pada waktu tersebut."},
                    {{"proposal", other.presentation.proposal}, {"room", other.slot.room}, {"starts", format_rfc3339(other.slot.starts)}});
  }
  slot->data["room"] = sitting->room;
  slot->data["starts"] = format_rfc3339(sitting->starts);
  slot->data["ends"] = format_rfc3339(sitting->ends);
  json::object answer = slot->data;
  answer.erase("organizer");
  copy_member(command.body, "reason", slot->data);
  return Accepted{{{slot->stream, "SlotMoved", std::move(slot->data)}}, std::move(answer)};
}

Decision record_attendance(World& world, const Command& command) {
  auto slot = own_slot(world, command);
  if (!slot) return slot.error();
  if (world.now() < slot->schedule->by_proposal.find(slot->proposal->id)->second.at.starts)
    return conflict("not_yet", {"Attendance is recorded once the slot has begun.", "Kehadiran dicatat setelah slot dimulai."},
                    {{"starts", format_rfc3339(slot->schedule->by_proposal.find(slot->proposal->id)->second.at.starts)}});
  for (const std::string_view key : {"attended", "head_attended", "note"}) copy_member(command.body, key, slot->data);
  json::object answer{{"proposal", slot->proposal->id}, {"stage", slot->stage}, {"attended", flag_of(command.body, "attended")}};
  return Accepted{{{slot->stream, "AttendanceRecorded", std::move(slot->data)}}, std::move(answer)};
}

Decision cancel_slot(World& world, const Command& command) {
  auto slot = own_slot(world, command);
  if (!slot) return slot.error();
  if (slot->schedule->by_proposal.find(slot->proposal->id)->second.attendance_recorded)
    return conflict("attendance_recorded", {"Who came to that slot is on record: it is not cancelled any more.",
                                            "Kehadiran pada slot itu sudah tercatat: slot tidak dapat dibatalkan lagi."});
  json::object answer{{"proposal", slot->proposal->id}, {"stage", slot->stage}};
  copy_member(command.body, "reason", slot->data);
  return Accepted{{{slot->stream, "SlotCancelled", std::move(slot->data)}}, std::move(answer)};
}

}  // namespace

std::span<const CommandKind> slot_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "ScheduleSlots",
                  .summary = "Gives every proposal of a stage that has none a slot, over days and rooms, without clashes.",
                  .body_schema = schedule_body,
                  .creates = true,
                  .decide = schedule_slots},
      CommandKind{.name = "MoveSlot",
                  .summary = "Moves the slot of one proposal, with the reason.",
                  .body_schema = move_body,
                  .decide = move_slot},
      CommandKind{.name = "CancelSlot",
                  .summary = "Takes the slot of one proposal back, with the reason; another one may be given.",
                  .body_schema = cancel_body,
                  .decide = cancel_slot},
      CommandKind{.name = "RecordAttendance",
                  .summary = "Records who came to a slot; the latest record counts.",
                  .body_schema = attendance_body,
                  .decide = record_attendance},
  };
  return kinds;
}

}  // namespace jejak::workflows
