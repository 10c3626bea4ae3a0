#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/ports/event_log.hpp"

namespace jejak {

// Follows the log and does something in the world outside of it for each event of the given types, in order, at least
// once: after a stop or a failure it goes on from the last position that its owner kept. Replay of views runs no reactors.
class Reactor {
 public:
  struct Reaction {
    std::vector<std::string> types;  // empty: every event
    // The side effect. A Failure stops the reactor at this event until it is tried again.
    std::function<std::optional<Failure>(const Event&)> react;
    // The owner keeps how far the reactor has come; called after each batch with a higher position than before.
    std::function<std::optional<Failure>(Position)> keep;
  };
  Reactor(EventLog& log, Position reached, Reaction reaction, std::size_t batch_events_max = 10'000);
  ~Reactor();  // stop()
  Reactor(const Reactor&) = delete;
  Reactor& operator=(const Reactor&) = delete;

  // On the caller's thread, up to and including `target`; not while the thread runs.
  std::optional<Failure> catch_up(Position target);

  void start();                     // the thread: catches up with the log, then follows notify(), resting between batches
  void notify(Position committed);  // from any thread
  void stop();

  Position position() const { return position_.load(std::memory_order_acquire); }

 private:
  struct State;
  std::optional<Failure> advance(Position target);

  std::unique_ptr<State> state_;
  std::atomic<Position> position_;
};

}  // namespace jejak
