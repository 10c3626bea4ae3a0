#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "api/routes/jobs.hpp"
#include "workflows/migration/dry_run.hpp"

namespace jejak::routes {

// One migration: asked for, rehearsed, and carried out where that was asked for too.
struct MigrationReport {
  enum class Status { rehearsing, rehearsed, grounded, applying, applied, failed };
  struct Left {  // a stream that could not be moved after all
    std::string stream;
    std::string code;
    workflows::Sentence why;
  };
  Status status = Status::rehearsing;
  std::string definition;
  std::string organizer;  // of who asked; empty: a keeper
  json::object from, to, states, context;
  std::string reason;
  bool apply = false;
  std::uint64_t streams = 0;
  workflows::DryRun run;  // without its streams
  std::uint64_t moved = 0;
  std::uint64_t left_count = 0;
  std::vector<Left> left;
  std::string failure;
};

using Migrations = Jobs<MigrationReport>;

}  // namespace jejak::routes
