#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/ports/event_log.hpp"
#include "engine/ports/view_store.hpp"
#include "storage/sqlite/store.hpp"

namespace jejak::tools {

// One view of a rebuilt store: how many documents, and a SHA-256 over its keys and documents in order, so that two
// replays can be compared by eye.
struct ViewDigest {
  std::string view;
  std::uint64_t documents = 0;
  Hash digest{};
};

struct Rebuilt {
  Position position = 0;
  std::uint64_t milliseconds = 0;
  std::vector<ViewDigest> views;
  std::vector<DeadLetter> dead_letters;
  bool compared = false;
  std::string first_difference;  // "view/key: ..." where the live views differ; empty where they do not
};

struct RebuildRequest {
  StorePaths paths;
  std::filesystem::path file;         // the fresh database; an old one is replaced
  std::optional<Position> target;     // nothing: all of the log, or as far as the live views are where they are compared
  bool compare = false;               // with the live views, in a copy taken at one instant
};

// Every view rebuilt from the log in a database of its own. The live views are only read.
Result<Rebuilt, Failure> rebuild_views(EventLog& log, const RebuildRequest& request,
                                       const std::function<void(Position done, Position target)>& progress);

std::vector<ViewSchema> view_schemas();  // of workflows::projections()

}  // namespace jejak::tools
