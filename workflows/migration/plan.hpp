#pragma once
#include "engine/statechart/migrate.hpp"
#include "workflows/definition/registry.hpp"

namespace jejak::workflows {

// What an order of migration comes to, before anything is done.
struct MigrationPlan {
  NamedDefinition from;
  NamedDefinition to;
  statechart::Migration migration;
};

// From the path and the body of OrderMigration; refuses who may not, versions that are not there, and a mapping with
// faults (`invalid_mapping`, each with its place in the body).
Result<MigrationPlan, Rejection> plan_migration(World& world, const Command& command);

}  // namespace jejak::workflows
