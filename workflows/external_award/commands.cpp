#include <array>

#include "workflows/commands.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

// Stream `external-awards-<organizer>`: ExternalAwardRecorded {id, organizer, award, year, given_by?, result?, entrant?, source}.
constexpr std::string_view record_body = R"({
"type":"object","additionalProperties":false,"required":["award","year","source"],"properties":{
 "award":{"type":"string","minLength":1,"maxLength":100,"description":"such as IGA or IDSD"},
 "year":{"type":"integer","minimum":1900,"maximum":2200},
 "given_by":{"type":"string","minLength":1,"maxLength":200},
 "result":{"type":"string","minLength":1,"maxLength":200,"description":"a rank, a score, a class"},
 "entrant":{"type":"string","minLength":1,"maxLength":64,"description":"the unit that it was given to; left out: the whole region"},
 "source":{"type":"string","minLength":1,"maxLength":500,"description":"where it says so"}}})";

Decision record_external_award(World& world, const Command& command) {
  const std::string organizer(path_of(command, "organizer"));
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(command.caller, organizer) && !is_within(world, organizer, command.caller.organizer))
    return forbidden({"External awards are recorded by the organizer itself or by one above it.",
                      "Penghargaan dari luar dicatat oleh penyelenggara itu sendiri atau yang di atasnya."});
  const auto& body = command.body;
  if (const std::string_view entrant = text_of(body, "entrant"); !entrant.empty()) {
    if (world.read<Entrant>(stream_of("entrant", entrant)).organizer != organizer) return not_found("entrant", entrant);
  }
  const std::string id = world.new_id();
  json::object data{{"id", id}, {"organizer", organizer}};
  for (const std::string_view key : {"award", "year", "given_by", "result", "entrant", "source"}) copy_member(body, key, data);
  return Accepted{{{stream_of("external-awards", organizer), "ExternalAwardRecorded", std::move(data)}}, {{"id", id}}};
}

}  // namespace

std::span<const CommandKind> external_award_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RecordExternalAward",
                  .summary = "Records what others awarded to the region or to one of its units, with where it says so.",
                  .body_schema = record_body,
                  .creates = true,
                  .decide = record_external_award},
  };
  return kinds;
}

}  // namespace jejak::workflows
