#pragma once
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <span>
#include <thread>

#include "engine/core/result.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/runtime/parsed_events.hpp"

namespace jejak {

// Reads and parses events on a thread of its own while the ones before them are being folded: most of what a fold that is
// far behind would otherwise wait for. A few runs of at most `run_events` events are held.
class ReadAhead {
 public:
  // `from` and `to` are both included; `log` outlives this.
  ReadAhead(EventLog& log, Position from, Position to, std::size_t run_events);
  ~ReadAhead();
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  // The next events, in order, valid until the next call; none after `to`. A Failure is the last answer.
  Result<std::span<const Event>, Failure> next();

 private:
  static constexpr std::size_t runs = 4;

  void loop();
  std::optional<Failure> read(ParsedEvents& into);

  EventLog& log_;
  Position from_;  // the first that was not read yet
  const Position to_;
  const std::uint64_t run_events_;
  std::array<ParsedEvents, runs> ring_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::size_t filled_ = 0;  // runs, since the beginning
  std::size_t taken_ = 0;   // the same; the last of them is the caller's
  bool ended_ = false;      // nothing will be filled any more
  bool stopping_ = false;
  std::optional<Failure> failure_;
  std::thread thread_;
};

}  // namespace jejak
