#include <array>

#include "engine/statechart/migrate.hpp"
#include "workflows/competition/road.hpp"
#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/decide.hpp"
#include "workflows/instance/state.hpp"
#include "workflows/migration/obstacle.hpp"
#include "workflows/migration/plan.hpp"
#include "workflows/migration/state.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view order_body = R"({
"type":"object","additionalProperties":false,"required":["from","to","reason"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "from":{"type":"string","minLength":1,"maxLength":64,"description":"the version that is left, or its hash"},
 "to":{"type":"string","minLength":1,"maxLength":64,"description":"the version that is taken up, or its hash"},
 "states":{"type":"object","maxProperties":1000,"description":"dotted path of a state of the old version: that of the new one"},
 "context":{"type":"object","maxProperties":100,"description":"key: JsonLogic over context, state and now"},
 "reason":{"type":"string","minLength":1,"maxLength":2000},
 "apply":{"type":"boolean","description":"carry it out after the dry run, if everything can land"}}})";

constexpr std::string_view move_body = R"({
"type":"object","additionalProperties":false,"required":["migration","stream"],"properties":{
 "migration":{"type":"string","minLength":1,"maxLength":64},
 "stream":{"type":"string","minLength":1,"maxLength":200}}})";

// The pinned definitions of both ends, recorded by now.
struct Ends {
  const PinnedDefinition* to;
  statechart::Migration migration;
};

Result<Ends, Rejection> ends_of(World& world, const MigrationOrder& order) {
  const PinnedDefinition& from = definition_of(world, text_of(order.from, "hash"));
  const PinnedDefinition& to = definition_of(world, text_of(order.to, "hash"));
  if (from.definition == nullptr || to.definition == nullptr) return not_found("definition", text_of(order.to, "id"));
  auto migration = statechart::Migration::compile(from.definition, to.definition, order.mapping);
  if (!migration) return invalid("invalid_mapping", migration.error());
  return Ends{&to, std::move(*migration)};
}

Decision order_migration(World& world, const Command& command) {
  auto plan = plan_migration(world, command);
  if (!plan) return plan.error();
  auto migration_id = choose_id(world, command.body, "migration");
  if (!migration_id) return migration_id.error();
  Accepted accepted;
  record_definition(world, plan->to, accepted.events);
  json::object data{{"id", *migration_id},
                    {"definition", plan->to.id},
                    {"from", plan->from.reference()},
                    {"to", plan->to.reference()},
                    {"states", object_of(command.body, "states")},
                    {"context", object_of(command.body, "context")},
                    {"reason", text_of(command.body, "reason")},
                    {"rehearsed", object_of(command.body, "rehearsed")}};
  accepted.events.push_back({stream_of("migration", *migration_id), "MigrationOrdered", std::move(data)});
  accepted.answer = {{"id", *migration_id}, {"from", plan->from.reference()}, {"to", plan->to.reference()}};
  return accepted;
}

json::object recorded_by(const MigrationOrder& order) {
  return {{"event", "MIGRATED"}, {"migration", order.id}, {"definition", order.to}, {"reason", order.reason}};
}

std::optional<Rejection> refuse_unfit(const PinnedRulebook& pinned, const PinnedDefinition& to) {
  auto obstacle = pinned.rulebook == nullptr ? std::nullopt : rulebook_obstacle(*pinned.rulebook, *to.definition);
  if (!obstacle) return std::nullopt;
  return conflict("rulebook_does_not_fit", *std::move(obstacle));
}

// Nothing where the stream is not (or no longer) pinned to the old version: then there is nothing to do.
Decision unmoved() { return Accepted{{}, {{"moved", false}}}; }

Decision move_competition(World& world, const MigrationOrder& order, std::string_view id) {
  const auto& competition = world.read<Competition>(stream_of("competition", id));
  if (text_of(competition.definition, "hash") != text_of(order.from, "hash")) return unmoved();
  const auto ends = ends_of(world, order);
  if (!ends) return ends.error();
  if (auto rejection = refuse_unfit(rulebook_of(world, text_of(competition.rulebook, "hash")), *ends->to)) return *rejection;
  const auto road = road_of(*ends->to->definition, *rulebook_of(world, text_of(competition.rulebook, "hash")).rulebook);
  json::object data{{"competition", competition.id}, {"organizer", competition.organizer}, {"migration", order.id},
                    {"definition", order.to}, {"reason", order.reason}, {"road", json::array(road.begin(), road.end())}};
  return Accepted{{{stream_of("competition", id), "CompetitionMigrated", std::move(data)}}, {{"moved", true}}};
}

Decision move_proposal(World& world, const MigrationOrder& order, std::string_view id) {
  const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
  if (proposal.definition_hash != text_of(order.from, "hash")) return unmoved();
  const auto ends = ends_of(world, order);
  if (!ends) return ends.error();
  if (auto rejection = refuse_unfit(rulebook_for(world, proposal), *ends->to)) return *rejection;
  auto machine = Machine::resume(world, proposal);
  if (!machine) return machine.error();
  const json::value before = machine->state_value();
  if (auto rejection = machine->migrate(ends->migration, *ends->to, "ProposalMigrated", recorded_by(order)))
    return *rejection;
  if (auto obstacle = award_obstacle(machine->rulebook(), before, machine->state_value()))
    return conflict("migration_decides", *std::move(obstacle));
  return Accepted{machine->take_events(), {{"moved", true}}};
}

Decision move_instance(World& world, const MigrationOrder& order, std::string_view id) {
  const auto& instance = world.read<Instance>(stream_of("instance", id));
  if (instance.definition_hash != text_of(order.from, "hash")) return unmoved();
  const auto ends = ends_of(world, order);
  if (!ends) return ends.error();
  auto machine = machine_of(world, instance);
  if (!machine) return machine.error();
  if (auto rejection = machine->migrate(ends->migration, *ends->to, "InstanceMigrated", recorded_by(order)))
    return *rejection;
  return Accepted{machine->take_events(), {{"moved", true}}};
}

Decision migrate_stream(World& world, const Command& command) {
  const std::string_view id = text_of(command.body, "migration");
  const auto& order = world.read<MigrationOrder>(stream_of("migration", id));
  if (order.id.empty()) return not_found("migration", id);
  const std::string_view stream = text_of(command.body, "stream");
  const auto dash = stream.find('-');
  const std::string_view kind = stream.substr(0, dash);
  const std::string_view rest = dash == stream.npos ? std::string_view() : stream.substr(dash + 1);
  if (kind == "competition") return move_competition(world, order, rest);
  if (kind == "proposal") return move_proposal(world, order, rest);
  if (kind == "instance") return move_instance(world, order, rest);
  return not_found("stream", stream);
}

}  // namespace

std::span<const CommandKind> migration_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "OrderMigration",
                  .summary = "Moves what runs under one version of a definition to another, after a dry run over every history.",
                  .body_schema = order_body,
                  .creates = true,
                  .decide = order_migration},
      CommandKind{.name = "MigrateStream",
                  .summary = "Moves one competition, proposal or instance as a migration says.",
                  .body_schema = move_body,
                  .decide = migrate_stream},
  };
  return kinds;
}

}  // namespace jejak::workflows
