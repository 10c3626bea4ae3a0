#include "engine/runtime/projector_state.hpp"

#include <algorithm>
#include <exception>
#include <new>
#include <thread>
#include <utility>

namespace jejak {
namespace {

constexpr std::size_t run_events = 512;  // read ahead as one: about half a MiB once parsed

}  // namespace

Projector::State::State(EventLog& log_, ViewStore& store_, std::span<const Projection> projections,
                        ProjectorLimits limits_)
    : log(log_), store(store_), limits(limits_), position(store_.position()) {
  for (const Projection& projection : projections) {
    views.push_back(std::make_unique<View>(store, projection, shared));
    views.back()->changed_at.store(position.load(), std::memory_order_relaxed);
  }
  load_dead_letters();
}

std::optional<Failure> Projector::State::catch_up(Position target, const std::function<void(Position)>& progress) {
  while (position < target && !stopping) {
    const bool far_ahead = target - position > limits.batch_events_max;
    if (auto failure = far_ahead ? overlapped(target, progress) : one_batch(target)) {
      forget();
      return failure;
    }
    if (!far_ahead && progress) progress(position);
  }
  return std::nullopt;
}

std::optional<Failure> Projector::State::one_batch(Position target) {
  CollectedBatch& batch = collected_[0];
  const Position from = position + 1;
  const Source source = log_from(from, std::min<Position>(target, position + limits.batch_events_max));
  Stopped stopped = fold(batch, from, source, false);
  if (stopped.poisoned) {
    forget();
    stopped = fold(batch, from, source, true);
  }
  if (stopped.failure) return stopped.failure;
  collect(batch);
  if (auto failure = store.commit(batch.batch)) return failure;
  settle();
  publish(batch);
  trim(shared.batch + 1);
  return std::nullopt;
}

// Folds one batch while the one before it is being committed and the events after it are being read. Nothing that the
// running commit writes is let go before it is done, so that the fold never reads an older document from the store.
std::optional<Failure> Projector::State::overlapped(Position target, const std::function<void(Position)>& progress) {
  ReadAhead ahead(log, position + 1, target, std::min(limits.batch_events_max, run_events));
  CommitThread committer(store);
  CollectedBatch* running = nullptr;
  const auto end_running = [&]() -> std::optional<Failure> {
    if (running == nullptr) return std::nullopt;
    if (auto failure = committer.wait()) return failure;
    publish(*std::exchange(running, nullptr));
    if (progress) progress(position);
    return std::nullopt;
  };
  Position folded = position;
  for (std::size_t turn = 0; folded < target && !stopping; ++turn) {
    CollectedBatch& batch = collected_[turn % 2];
    Position last = folded;  // that was taken from `ahead`
    Stopped stopped = fold(batch, folded + 1, events_of(ahead, last), false);
    if (auto failure = end_running()) return failure;
    if (stopped.poisoned) {
      forget();
      stopped = fold(batch, folded + 1, log_from(folded + 1, last), true);
    }
    if (stopped.failure) return stopped.failure;
    folded = batch.batch.position;
    collect_together(batch, beside_[turn % 2]);
    settle();
    running = &batch;
    committer.begin(batch);
    trim(shared.batch);
  }
  return end_running();
}

// Out of the log, parsed one by one.
Projector::State::Source Projector::State::log_from(Position from, Position to) {
  return [this, from, to](const Visit& visit) {
    std::optional<Failure> broken;
    Position read = from - 1;
    const auto parse = [&](const StoredEvent& stored) {
      const Event* event = parser_.parse(stored);
      if (event == nullptr) broken = not_json(stored.position);
      read = stored.position;
      return event != nullptr && visit(*event);
    };
    auto failure = log.read(from, to - from + 1, parse);
    if (!failure) failure = std::move(broken);
    if (!failure && read < from) failure = not_there(from);
    return failure;
  };
}

// At most one batch of what was read ahead, in whole runs; `last` becomes the last position that was taken.
Projector::State::Source Projector::State::events_of(ReadAhead& ahead, Position& last) {
  return [this, &ahead, &last](const Visit& visit) -> std::optional<Failure> {
    for (std::size_t taken = 0; taken < limits.batch_events_max;) {
      const auto run = ahead.next();
      if (!run) return run.error();
      if (run->empty()) break;
      taken += run->size();
      last = run->back().position;
      for (const Event& event : *run) {
        if (!visit(event)) return std::nullopt;
      }
    }
    return std::nullopt;
  };
}

// Folds without being able to take a single event back, unless `careful`: when that turns out to be needed, the batch is
// folded once more from what the store holds.
Projector::State::Stopped Projector::State::fold(CollectedBatch& into, Position from, const Source& source, bool careful) {
  Stopped stopped;
  into.clear();
  into.batch.position = from - 1;
  ++shared.batch;
  for (const auto& view : views) view->cache.begin(into);
  const auto visit = [&](const Event& event) {
    for (const auto& view : views) {
      if (!apply(*view, event, into, careful)) {
        stopped.poisoned = true;
        return false;
      }
    }
    into.batch.position = event.position;
    return true;
  };
  try {
    stopped.failure = source(visit);
  } catch (const ViewUnreadable& unreadable) {
    stopped.failure = unreadable.failure;
  }
  return stopped;
}

// False when the event could not be applied and the caller is not careful.
bool Projector::State::apply(View& view, const Event& event, CollectedBatch& into, bool careful) {
  const auto skip = [&](std::string reason) {
    into.batch.dead_letters.push_back({view.schema.name, event.stream, event.position, std::move(reason)});
  };
  if (!view.dead.empty()) {
    if (const auto dead = view.dead.find(event.stream); dead != view.dead.end()) {
      skip("follows position " + std::to_string(dead->second) + " of its stream, which could not be applied");
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
  skip(std::move(reason));
  return true;
}

void Projector::State::collect(CollectedBatch& into) {
  for (const auto& view : views) {
    view->cache.save_for(0);
    into.changed.push_back(view->cache.collect(into));
  }
}

// The same on two threads, each of which takes the next view that nobody has: writing documents out is a third of the
// work of a fold that is far behind.
void Projector::State::collect_together(CollectedBatch& into, CollectedBatch& beside) {
  beside.clear();
  std::vector<char> changed(views.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&](CollectedBatch& mine) {
    for (std::size_t n = next++; n < views.size(); n = next++) changed[n] = views[n]->cache.collect(mine) ? 1 : 0;
  };
  for (const auto& view : views) view->cache.save_for(0);
  {
    const std::jthread other([&] { work(beside); });
    work(into);
  }
  into.add_rows_of(beside);
  into.changed.assign(changed.begin(), changed.end());
}

void Projector::State::settle() {
  for (const auto& view : views) view->cache.settle();
}

void Projector::State::publish(const CollectedBatch& committed) {
  for (std::size_t n = 0; n < views.size(); ++n) {
    if (committed.changed[n]) views[n]->changed_at.store(committed.batch.position, std::memory_order_release);
  }
  position.store(committed.batch.position, std::memory_order_release);
  advanced(committed.batch.position);
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
      if (view->schema.name != letter.view) continue;
      const auto [dead, fresh] = view->dead.try_emplace(std::move(letter.stream), letter.position);
      if (!fresh) dead->second = std::min(dead->second, letter.position);
      break;
    }
  }
}

// Lets documents go that were last used before the batch of that number, while there are too many.
void Projector::State::trim(std::uint64_t used_before) {
  std::size_t documents = 0;
  for (const auto& view : views) documents += view->cache.size();
  for (; documents > limits.cached_documents_max; --documents) {
    const ViewCache::Document* oldest = shared.recency.least_recent();
    if (oldest->batch_of_last_use >= used_before) break;
    oldest->owner->let_go(*oldest);
  }
}

}  // namespace jejak
