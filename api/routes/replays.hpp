#pragma once
#include <cstdint>
#include <functional>
#include <string>

#include "api/routes/jobs.hpp"
#include "engine/core/event.hpp"

namespace jejak::routes {

struct ReplayReport {
  bool equal = false;     // every rebuilt view is byte-equal to the live one
  Position position = 0;  // up to where the log was replayed and compared
  std::uint64_t events = 0;
  std::uint64_t documents = 0;
  std::uint64_t milliseconds = 0;
  std::string first_difference;  // "proposals/<key>: ..." where not equal
  std::string failure;           // one line where it could not be carried out; then nothing above counts
};

// Rebuilds every view from the log beside the live ones and compares; `progress` is told the position
// reached. Runs on a thread of its own and may take minutes.
using RunReplay = std::function<ReplayReport(const std::function<void(Position)>& progress)>;

using Replays = Jobs<ReplayReport>;

}  // namespace jejak::routes
