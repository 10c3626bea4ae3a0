#include <array>

#include "workflows/commands.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view record_body = R"({
"type":"object","additionalProperties":false,"required":["title","award","year","source"],"properties":{
 "title":{"type":"string","minLength":1,"maxLength":200},
 "award":{"type":"string","minLength":1,"maxLength":100,"description":"as rulebooks name it, such as kipp-top-45"},
 "year":{"type":"integer","minimum":1900,"maximum":2200},
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "source":{"type":"string","minLength":1,"maxLength":500,"description":"where it says so"}}})";

Decision record_prior_award(World& world, const Command& command) {
  const std::string organizer(path_of(command, "organizer"));
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(command.caller, organizer) && !is_within(world, organizer, command.caller.organizer))
    return forbidden({"Prior awards are recorded by the organizer itself or by one above it.",
                      "Penghargaan terdahulu dicatat oleh penyelenggara itu sendiri atau yang di atasnya."});
  const auto& body = command.body;
  if (const std::string_view entrant = text_of(body, "entrant"); !entrant.empty()) {
    const auto& winner = world.read<Entrant>(stream_of("entrant", entrant));
    if (winner.id.empty() || !is_within(world, winner.organizer, organizer)) return not_found("entrant", entrant);
  }
  const std::string id = world.new_id();
  json::object data{{"id", id}, {"organizer", organizer}, {"title_key", title_key(text_of(body, "title"))}};
  for (const std::string_view key : {"title", "award", "year", "entrant", "source"}) copy_member(body, key, data);
  return Accepted{{{stream_of("prior-awards", organizer), "PriorAwardRecorded", std::move(data)}}, {{"id", id}}};
}

}  // namespace

std::span<const CommandKind> prior_award_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RecordPriorAward",
                  .summary = "Records an award that an innovation won before or elsewhere, with where it says so.",
                  .body_schema = record_body,
                  .creates = true,
                  .decide = record_prior_award},
  };
  return kinds;
}

}  // namespace jejak::workflows
