#include "engine/runtime/projector.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/runtime/event_parser.hpp"
#include "engine/runtime/follower.hpp"
#include "engine/runtime/view_cache.hpp"

namespace jejak {
namespace {

struct View {
  View(ViewStore& store, const Projection& projection, Recency<ViewCache::Document>& recency, const std::uint64_t& batch)
      : name(projection.view.name), apply(projection.apply), cache(store, name, recency, batch) {}

  std::string name;
  Apply apply;
  ViewCache cache;
  std::unordered_map<std::string, Position, TextHash, std::equal_to<>> dead;  // streams, by their first dead letter
  bool changed = false;                                                       // in the batch that is being committed
  std::atomic<Position> changed_at{0};
};

// Why a batch was not folded to its end.
struct Stopped {
  std::optional<Failure> failure;
  bool poisoned = false;  // an event could not be applied, and what it left half-done cannot be taken back
};

}  // namespace

struct Projector::State {
  State(EventLog& log_, ViewStore& store_, std::span<const Projection> projections, ProjectorLimits limits_)
      : log(log_), store(store_), limits(limits_) {
    for (const Projection& projection : projections) {
      views.push_back(std::make_unique<View>(store, projection, recency, batch_number));
    }
    load_dead_letters();
  }

  std::optional<Failure> advance(std::atomic<Position>& position, Position target);
  Stopped fold(Position from, Position target, bool careful);
  bool apply(View& view, const Event& event, bool careful);
  void skip(View& view, const Event& event, std::string reason);
  std::optional<Failure> commit();
  void forget();
  void load_dead_letters();
  void trim();

  EventLog& log;
  ViewStore& store;
  ProjectorLimits limits;
  EventParser parser;
  Recency<ViewCache::Document> recency;
  std::uint64_t batch_number = 1;
  std::vector<std::unique_ptr<View>> views;
  ViewBatch batch;
  std::string bytes;              // of the batch's documents, one after the other
  std::vector<std::size_t> ends;  // where each row's bytes end
  std::function<void(Position)> advanced = [](Position) {};
  std::function<void(const Failure&)> failed = [](const Failure&) {};
  std::unique_ptr<Follower> follower;
};

// The fold runs without being able to take a single event back. When that turns out to be needed, the batch is folded
// once more from what the store holds, carefully.
std::optional<Failure> Projector::State::advance(std::atomic<Position>& position, Position target) {
  const Position from = position.load(std::memory_order_relaxed) + 1;
  ++batch_number;
  Stopped stopped = fold(from, target, false);
  if (stopped.poisoned) {
    forget();
    stopped = fold(from, target, true);
  }
  if (!stopped.failure && batch.position < from) {
    stopped.failure = Failure{Failure::Kind::unavailable, "the log has no position " + std::to_string(from) + " yet"};
  }
  if (!stopped.failure) stopped.failure = commit();
  if (stopped.failure) {
    forget();
    return stopped.failure;
  }
  for (const auto& view : views) {
    view->cache.committed();
    if (view->changed) view->changed_at.store(batch.position, std::memory_order_release);
  }
  position.store(batch.position, std::memory_order_release);
  trim();
  advanced(batch.position);
  return std::nullopt;
}

Stopped Projector::State::fold(Position from, Position target, bool careful) {
  Stopped stopped;
  batch.dead_letters.clear();
  batch.position = from - 1;
  const auto visit = [&](const StoredEvent& stored) {
    const Event* event = parser.parse(stored);
    if (event == nullptr) {
      stopped.failure = Failure{Failure::Kind::corrupt,
                                "the data of position " + std::to_string(stored.position) + " is not JSON"};
      return false;
    }
    for (const auto& view : views) {
      if (!apply(*view, *event, careful)) {
        stopped.poisoned = true;
        return false;
      }
    }
    batch.position = stored.position;
    return true;
  };
  try {
    const std::uint64_t limit = std::min<std::uint64_t>(target - from + 1, limits.batch_events_max);
    if (auto failure = log.read(from, limit, visit)) stopped.failure = std::move(failure);
  } catch (const ViewUnreadable& unreadable) {
    stopped.failure = unreadable.failure;
  }
  return stopped;
}

// False when the event could not be applied and the caller is not careful.
bool Projector::State::apply(View& view, const Event& event, bool careful) {
  if (!view.dead.empty()) {
    if (const auto dead = view.dead.find(event.stream); dead != view.dead.end()) {
      skip(view, event, "follows position " + std::to_string(dead->second) + " of its stream, which could not be applied");
      return true;
    }
  }
  std::string reason;
  try {
    if (careful) view.cache.save_for(event.position);
    view.apply(event, view.cache);
    return true;
  } catch (const CannotApply& cannot) {
    reason = cannot.reason;
  } catch (const std::bad_alloc&) {
    throw;  // of the machine, not of the event: it must not leave a mark in the views
  } catch (const std::exception& bug) {
    reason = bug.what();
  }
  if (!careful) return false;
  view.cache.take_back();
  view.dead.emplace(event.stream, event.position);
  skip(view, event, std::move(reason));
  return true;
}

void Projector::State::skip(View& view, const Event& event, std::string reason) {
  batch.dead_letters.push_back({view.name, event.stream, event.position, std::move(reason)});
}

std::optional<Failure> Projector::State::commit() {
  batch.rows.clear();
  bytes.clear();
  ends.clear();
  for (const auto& view : views) {
    view->cache.save_for(0);
    view->changed = view->cache.collect(batch, bytes, ends);
  }
  std::size_t begin = 0;
  for (std::size_t row = 0; row < batch.rows.size(); ++row) {
    batch.rows[row].bytes = std::string_view(bytes).substr(begin, ends[row] - begin);
    begin = ends[row];
  }
  return store.commit(batch);
}

// Back to what the store holds.
void Projector::State::forget() {
  for (const auto& view : views) {
    view->cache.clear();
    view->dead.clear();
  }
  load_dead_letters();
}

void Projector::State::load_dead_letters() {
  for (DeadLetter& letter : store.dead_letters()) {
    for (const auto& view : views) {
      if (view->name != letter.view) continue;
      const auto [dead, fresh] = view->dead.try_emplace(std::move(letter.stream), letter.position);
      if (!fresh) dead->second = std::min(dead->second, letter.position);
      break;
    }
  }
}

void Projector::State::trim() {
  std::size_t documents = 0;
  for (const auto& view : views) documents += view->cache.size();
  for (; documents > limits.cached_documents_max; --documents) {
    const ViewCache::Document* oldest = recency.least_recent();
    oldest->owner->let_go(*oldest);
  }
}

Projector::Projector(EventLog& log, ViewStore& views, std::span<const Projection> projections, ProjectorLimits limits)
    : state_(std::make_unique<State>(log, views, projections, limits)), position_(views.position()) {
  for (const auto& view : state_->views) view->changed_at.store(position(), std::memory_order_relaxed);
  const auto step = [this](Position target) {
    if (position() >= target) return Follower::Step::reached;
    if (const auto failure = state_->advance(position_, target)) {
      state_->failed(*failure);
      return Follower::Step::failed;
    }
    return position() >= target ? Follower::Step::reached : Follower::Step::more;
  };
  state_->follower = std::make_unique<Follower>(step, Follower::Pace{limits.live_pause, limits.retry_after});
}

Projector::~Projector() { stop(); }

std::optional<Failure> Projector::catch_up(Position target, const std::function<void(Position)>& progress) {
  while (position() < target) {
    if (auto failure = state_->advance(position_, target)) return failure;
    if (progress) progress(position());
  }
  return std::nullopt;
}

void Projector::start() {
  state_->follower->notify(state_->log.head().size);
  state_->follower->start();
}

void Projector::notify(Position committed) { state_->follower->notify(committed); }
void Projector::stop() { state_->follower->stop(); }

Position Projector::changed_at(std::size_t projection) const {
  return state_->views[projection]->changed_at.load(std::memory_order_acquire);
}

void Projector::on_advanced(std::function<void(Position)> listener) { state_->advanced = std::move(listener); }
void Projector::on_failure(std::function<void(const Failure&)> listener) { state_->failed = std::move(listener); }

}  // namespace jejak
