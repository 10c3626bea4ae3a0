#pragma once
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/ports/event_log.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/migration/rehearsal.hpp"

namespace jejak::workflows {

inline constexpr std::size_t migrated_streams_max = 1'000'000;  // of one migration
inline constexpr std::size_t migration_lines_max = 1'000;       // told one by one; the rest is counted

// What a migration would do, over every stream that is pinned to the old version.
struct DryRun {
  struct Grounded {
    std::string stream;
    std::string from;
    Sentence why;
  };
  struct Departed {
    std::string stream;
    Departure where;
  };
  Position position = 0;  // the log's size when it began
  std::uint64_t events = 0;
  std::vector<std::string> streams;  // those to move, competitions first
  std::uint64_t elsewhere = 0;       // streams of organizers that are not the caller's: left alone
  std::map<std::pair<std::string, std::string>, std::uint64_t> landings;  // from, to (dotted paths): how many
  std::uint64_t grounded_count = 0;
  std::uint64_t departed_count = 0;
  std::vector<Grounded> grounded;  // the first of them
  std::vector<Departed> departed;
};

struct DryRunRequest {
  const statechart::Migration& migration;
  std::string from_hash;
  std::function<bool(std::string_view organizer)> is_own;
  Timestamp now;
};

// Reads the log alone, beside everybody else; memory is for the streams' names, and one stream at a time.
// `progress` is told how many of how many streams are done.
Result<DryRun, Failure> dry_run(EventLog& log, const DryRunRequest& request,
                                const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace jejak::workflows
