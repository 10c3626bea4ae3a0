#include "workflows/migration/plan.hpp"

#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

Result<MigrationPlan, Rejection> plan_migration(World& world, const Command& command) {
  const std::string_view id = path_of(command, "definition");
  auto from = find_definition(world, id, text_of(command.body, "from"));
  if (!from) return from.error();
  auto to = find_definition(world, id, text_of(command.body, "to"));
  if (!to) return to.error();
  if (auto rejection = refuse_other_owner(world, command.caller, id)) return *rejection;
  if (from->hash == to->hash)
    return invalid("invalid_body", "/to", Sentence{"must be another version than from", "harus versi lain dari from"});
  const PinnedDefinition old = pinned_for(world, *from);
  const PinnedDefinition fresh = pinned_for(world, *to);
  if (old.definition == nullptr || fresh.definition == nullptr) {
    return conflict("definition_unusable", {"This program cannot read one of the two versions.",
                                            "Program ini tidak dapat membaca salah satu versi."});
  }
  const json::object mapping{{"states", object_of(command.body, "states")}, {"context", object_of(command.body, "context")}};
  auto migration = statechart::Migration::compile(old.definition, fresh.definition, mapping);
  if (!migration) return invalid("invalid_mapping", migration.error());
  return MigrationPlan{*std::move(from), *std::move(to), std::move(*migration)};
}

}  // namespace jejak::workflows
