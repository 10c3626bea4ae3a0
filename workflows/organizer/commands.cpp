#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view register_body = R"({
"type":"object","additionalProperties":false,"required":["name","region"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"slug","description":"a slug such as kota-magelang, or a UUID"},
 "name":{"type":"string","minLength":1,"maxLength":200},
 "region":{"type":"string","minLength":1,"maxLength":200},
 "tier":{"type":"string","enum":["unit","city","regency","province","nation"]},
 "zone":{"type":"string","enum":["Asia/Jakarta","Asia/Pontianak","Asia/Makassar","Asia/Jayapura"]}}})";

Decision register_organizer(World& world, const Command& command) {
  auto id = choose_id(world, command.body, "organizer", true);
  if (!id) return id.error();
  const auto or_default = [&](std::string_view key, std::string_view value) {
    const std::string_view given = text_of(command.body, key);
    return given.empty() ? value : given;
  };
  json::object data{{"id", *id},
                    {"name", text_of(command.body, "name")},
                    {"region", text_of(command.body, "region")},
                    {"tier", or_default("tier", "city")},
                    {"zone", or_default("zone", "Asia/Jakarta")}};
  return Accepted{{{stream_of("organizer", *id), "OrganizerRegistered", std::move(data)}}, {{"id", *id}}};
}

}  // namespace

std::span<const CommandKind> organizer_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RegisterOrganizer",
                  .summary = "Registers an office that runs competitions.",
                  .body_schema = register_body,
                  .creates = true,
                  .decide = register_organizer},
  };
  return kinds;
}

}  // namespace jejak::workflows
