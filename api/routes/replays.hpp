#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "engine/core/event.hpp"
#include "engine/core/time.hpp"

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

// The replays that were asked for since the start of the process, the latest `kept_max` of them. One runs at
// a time.
class Replays {
 public:
  struct Entry {
    std::string id;
    std::string actor;
    Timestamp started;
    std::optional<Timestamp> finished;
    Position progress = 0;
    ReplayReport report;  // counts once finished
  };
  static constexpr std::size_t kept_max = 20;

  bool begin(std::string id, std::string actor, Timestamp now);  // false while another one runs
  void progress(const std::string& id, Position position);
  void finish(const std::string& id, ReplayReport report, Timestamp now);
  std::deque<Entry> list() const;  // the latest first
  std::optional<Entry> find(std::string_view id) const;

 private:
  Entry* locate(std::string_view id);

  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
};

}  // namespace jejak::routes
