#include <algorithm>
#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

// Stream `coaching-<proposal>`: CoachingNoteRecorded {id, proposal, competition, organizer, entrant, criterion?, note, next_step?}.
constexpr std::string_view record_body = R"({
"type":"object","additionalProperties":false,"required":["note"],"properties":{
 "criterion":{"type":"string","minLength":1,"maxLength":100,"description":"what of the score sheet it speaks of"},
 "note":{"type":"string","minLength":1,"maxLength":2000},
 "next_step":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::array<std::string_view, 3> exits = {"withdrawn", "disqualified", "not_selected"};

Decision record_coaching_note(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal.error();
  const auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  if (std::ranges::find(exits, machine->stage()) == exits.end() && !machine->done())
    return conflict("still_in_the_race", {"This proposal is still in the race (" + machine->path() + "): notes are for those that left it.",
                                          "Proposal ini masih dalam perlombaan (" + machine->path() + "): catatan hanya untuk yang sudah keluar."});
  const std::string id = world.new_id();
  json::object data{{"id", id},
                    {"proposal", (*proposal)->id},
                    {"competition", (*proposal)->competition},
                    {"organizer", (*proposal)->organizer},
                    {"entrant", (*proposal)->entrant}};
  for (const std::string_view key : {"criterion", "note", "next_step"}) copy_member(command.body, key, data);
  return Accepted{{{stream_of("coaching", (*proposal)->id), "CoachingNoteRecorded", std::move(data)}}, {{"id", id}}};
}

}  // namespace

std::span<const CommandKind> coaching_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RecordCoachingNote",
                  .summary = "Tells an entrant whose proposal did not make it what to work on.",
                  .body_schema = record_body,
                  .creates = true,
                  .decide = record_coaching_note},
  };
  return kinds;
}

}  // namespace jejak::workflows
