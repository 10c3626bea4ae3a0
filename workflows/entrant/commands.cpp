#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view register_body = R"({
"type":"object","additionalProperties":false,"required":["name","kind"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "name":{"type":"string","minLength":1,"maxLength":200},
 "short_name":{"type":"string","minLength":1,"maxLength":50},
 "kind":{"type":"string","enum":["OPD","BUMD","BUMN","ministry","Pemdes","puskesmas","school","citizen","group"]},
 "contact":{"type":"object","additionalProperties":false,"properties":{
  "name":{"type":"string","minLength":1,"maxLength":200},
  "email":{"type":"string","minLength":3,"maxLength":200,"format":"email"},
  "phone":{"type":"string","minLength":3,"maxLength":50}}}}})";

Decision register_entrant(World& world, const Command& command) {
  const std::string_view organizer = path_of(command, "organizer");
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(command.caller, organizer))
    return forbidden({"Entrants are registered by their own organizer.",
                      "Peserta didaftarkan oleh penyelenggaranya sendiri."});
  auto id = choose_id(world, command.body, "entrant");
  if (!id) return id.error();
  json::object data{{"id", *id},
                    {"organizer", organizer},
                    {"name", text_of(command.body, "name")},
                    {"short_name", text_of(command.body, "short_name")},
                    {"kind", text_of(command.body, "kind")}};
  if (const auto* contact = command.body.if_contains("contact"))
    data["contact"] = personal(stream_of("entrant", *id), *contact);
  return Accepted{{{stream_of("entrant", *id), "EntrantRegistered", std::move(data)}}, {{"id", *id}}};
}

}  // namespace

std::span<const CommandKind> entrant_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RegisterEntrant",
                  .summary = "Registers a unit that may enter proposals in an organizer's competitions.",
                  .body_schema = register_body,
                  .creates = true,
                  .decide = register_entrant},
  };
  return kinds;
}

}  // namespace jejak::workflows
