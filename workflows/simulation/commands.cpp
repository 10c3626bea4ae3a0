#include <array>

#include "workflows/commands.hpp"
#include "workflows/competition/rules.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view simulate_body = R"({
"type":"object","additionalProperties":false,"required":["competition"],"properties":{
 "competition":{"type":"string","minLength":1,"maxLength":64},
 "rulebook":{"type":"string","minLength":1,"maxLength":64,"description":"the id of a shipped rulebook"},
 "rulebook_document":{"type":"object","description":"or a whole rulebook; neither: the competition's own"},
 "definition_document":{"type":"object","description":"a whole definition; default: the competition's own"}}})";

// Whether the caller may ask, and the rules hold together. Answers with the rules: {rulebook, definition}, null where
// the competition's own are meant.
Decision check_simulation(World& world, const Command& command) {
  const std::string_view id = text_of(command.body, "competition");
  const auto& competition = world.read<Competition>(stream_of("competition", id));
  if (competition.id.empty() || !serves(command.caller, competition.organizer)) return not_found("competition", id);
  const bool other_rulebook = command.body.contains("rulebook") || command.body.contains("rulebook_document");
  json::object answer{{"rulebook", nullptr}, {"definition", nullptr}};
  if (const json::value* machine = command.body.if_contains("definition_document")) answer["definition"] = *machine;
  json::object body = command.body;
  if (!other_rulebook) body["rulebook_document"] = rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook->document;
  auto rules = choose_rules(body, other_rulebook ? Origin::fresh : Origin::pinned);
  if (!rules) return rules.error();
  if (other_rulebook) answer["rulebook"] = rules->rulebook->document;
  return Accepted{{}, std::move(answer)};
}

}  // namespace

std::span<const CommandKind> simulation_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "Simulate",
                  .summary = "Does a competition's history again under other rules, in a sandbox, and tells what would be different.",
                  .body_schema = simulate_body,
                  .query = true,
                  .decide = check_simulation},
  };
  return kinds;
}

}  // namespace jejak::workflows
