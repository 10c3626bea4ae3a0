#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <thread>

#include "engine/core/projection.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/view_store.hpp"

namespace jejak {

// A view and the fold that writes it.
struct Projection {
  ViewSchema view;
  Apply apply = nullptr;
};

struct ProjectorLimits {
  std::size_t batch_events_max = 20'000;      // events per view transaction while catching up
  std::size_t cached_documents_max = 100'000; // documents kept parsed between batches, over all views
};

// Folds the log into views: one pass over the events for all projections, documents kept parsed in memory, one
// transaction per batch with rows, dead letters and position. An event that a projection cannot apply becomes a dead
// letter of that view and from then on its stream is left out of that view (each skipped event a dead letter too).
class Projector {
 public:
  Projector(EventLog& log, ViewStore& views, std::span<const Projection> projections, ProjectorLimits limits = {});
  ~Projector();  // stop()

  // Applies everything up to and including `target`, on the caller's thread. `progress` is told the position after each
  // batch. Returns the failure that stopped it, if any.
  std::optional<Failure> catch_up(Position target, const std::function<void(Position)>& progress = {});

  // The thread for a serving process: follows the log as notify() tells of new positions.
  void start();
  void notify(Position committed);  // from any thread
  void stop();

  Position position() const { return position_.load(std::memory_order_acquire); }
  // The position at which the documents of a view last changed (by index in `projections`).
  Position changed_at(std::size_t projection) const;
  // Called on the projector's thread after each committed batch with the position that all views now reflect.
  void on_advanced(std::function<void(Position)> listener);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::atomic<Position> position_{0};
};

}  // namespace jejak
