#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/organizer/state.hpp"
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
 "zone":{"type":"string","enum":["Asia/Jakarta","Asia/Pontianak","Asia/Makassar","Asia/Jayapura"]},
 "parent":{"type":"string","minLength":1,"maxLength":64,"description":"the organizer above it"}}})";

constexpr std::string_view place_body = R"({
"type":"object","additionalProperties":false,"required":["parent"],"properties":{
 "parent":{"type":"string","minLength":1,"maxLength":64}}})";

int height_of(std::string_view tier) {
  return tier == "unit" ? 0 : tier == "province" ? 2 : tier == "nation" ? 3 : 1;
}

// The organizer above must be registered and of a higher tier, so that no chain of parents comes back to itself.
std::optional<Rejection> refuse_parent(World& world, std::string_view parent, std::string_view tier) {
  const auto& above = world.read<Organizer>(stream_of("organizer", parent));
  if (above.id.empty()) return not_found("organizer", parent);
  if (height_of(above.tier) > height_of(tier)) return std::nullopt;
  return conflict("wrong_tier", {"The organizer above must be of a higher tier than " + std::string(tier) + ".",
                                 "Penyelenggara di atasnya harus setingkat lebih tinggi dari " + std::string(tier) + "."},
                  {{"tier", tier}, {"parent_tier", above.tier}});
}

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
  if (const std::string_view parent = text_of(command.body, "parent"); !parent.empty()) {
    if (auto rejection = refuse_parent(world, parent, text_of(data, "tier"))) return *rejection;
    data["parent"] = parent;
  }
  return Accepted{{{stream_of("organizer", *id), "OrganizerRegistered", std::move(data)}}, {{"id", *id}}};
}

Decision place_organizer(World& world, const Command& command) {
  const std::string_view id = path_of(command, "organizer");
  const auto& organizer = world.read<Organizer>(stream_of("organizer", id));
  if (organizer.id.empty()) return not_found("organizer", id);
  const std::string_view parent = text_of(command.body, "parent");
  if (auto rejection = refuse_parent(world, parent, organizer.tier)) return *rejection;
  json::object data{{"id", id}, {"parent", parent}};
  json::object answer = data;
  return Accepted{{{stream_of("organizer", id), "OrganizerPlaced", std::move(data)}}, std::move(answer)};
}

}  // namespace

std::span<const CommandKind> organizer_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "RegisterOrganizer",
                  .summary = "Registers an office that runs competitions.",
                  .body_schema = register_body,
                  .creates = true,
                  .decide = register_organizer},
      CommandKind{.name = "PlaceOrganizer",
                  .summary = "Says which organizer stands above: the city under its province, the province under the nation.",
                  .body_schema = place_body,
                  .decide = place_organizer},
  };
  return kinds;
}

}  // namespace jejak::workflows
