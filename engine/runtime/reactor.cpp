#include "engine/runtime/reactor.hpp"

#include <algorithm>
#include <chrono>

#include "engine/runtime/event_parser.hpp"
#include "engine/runtime/follower.hpp"

namespace jejak {

namespace {

// Between batches of a log that is being written: what is kept of each batch costs a file of its own. The first event
// after quiet does not wait.
constexpr std::chrono::milliseconds live_pause{100};

}  // namespace

struct Reactor::State {
  EventLog& log;
  Reaction reaction;
  std::size_t batch_events_max;
  EventParser parser;
  std::unique_ptr<Follower> follower;

  std::optional<Failure> react(const StoredEvent& stored) {
    const auto& types = reaction.types;
    if (!types.empty() && std::find(types.begin(), types.end(), stored.type) == types.end()) return std::nullopt;
    const Event* event = parser.parse(stored);
    if (event != nullptr) return reaction.react(*event);
    return not_json(stored.position);
  }
};

Reactor::Reactor(EventLog& log, Position reached, Reaction reaction, std::size_t batch_events_max)
    : state_(new State{log, std::move(reaction), batch_events_max, {}, {}}), position_(reached) {
  const auto step = [this](Position target) {
    if (position() >= target) return Follower::Step::reached;
    const Position before = position();
    if (advance(target) || position() == before) return Follower::Step::failed;
    return position() >= target ? Follower::Step::reached : Follower::Step::more;
  };
  state_->follower = std::make_unique<Follower>(step, Follower::Pace{.pause = live_pause});
}

Reactor::~Reactor() { stop(); }

// What was reacted to before a failure is kept, so that it is not done again.
std::optional<Failure> Reactor::advance(Position target) {
  const Position from = position() + 1;
  Position reached = position();
  std::optional<Failure> failure;
  const auto visit = [&](const StoredEvent& stored) {
    failure = state_->react(stored);
    if (!failure) reached = stored.position;
    return !failure;
  };
  const std::uint64_t limit = std::min<std::uint64_t>(target - from + 1, state_->batch_events_max);
  if (auto unread = state_->log.read(from, limit, visit)) failure = std::move(unread);
  if (reached >= from) {
    if (auto unkept = state_->reaction.keep(reached)) return unkept;
    position_.store(reached, std::memory_order_release);
  }
  return failure;
}

std::optional<Failure> Reactor::catch_up(Position target) {
  while (position() < target) {
    const Position before = position();
    if (auto failure = advance(target)) return failure;
    if (position() == before) break;  // the log ends before the target
  }
  return std::nullopt;
}

void Reactor::start() {
  state_->follower->notify(state_->log.head().size);
  state_->follower->start();
}

void Reactor::notify(Position committed) { state_->follower->notify(committed); }
void Reactor::stop() { state_->follower->stop(); }

}  // namespace jejak
