#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "engine/core/projection.hpp"
#include "engine/ports/event_log.hpp"
#include "engine/ports/view_store.hpp"

namespace jejak {

class Follower;

// A view and the fold that writes it.
struct Projection {
  ViewSchema view;
  Apply apply = nullptr;
};

struct ProjectorLimits {
  std::size_t batch_events_max = 20'000;       // events per view transaction while catching up
  std::size_t cached_documents_max = 50'000;   // documents kept parsed between batches, over all views
  std::chrono::milliseconds live_pause{20};    // between live batches, so that events under load share a transaction
  std::chrono::milliseconds retry_after{1000};  // after a failure of the log or the store
};

// Folds the log into views: one pass over the events for all projections, documents kept parsed in memory, one
// transaction per batch with rows, dead letters and position. An event that a projection cannot apply becomes a dead
// letter of that view and from then on its stream is left out of that view (each skipped event a dead letter too).
// An exception other than CannotApply out of a fold counts as one, with its text as the reason.
class Projector {
 public:
  Projector(EventLog& log, ViewStore& views, std::span<const Projection> projections, ProjectorLimits limits = {});
  ~Projector();  // stop()
  Projector(const Projector&) = delete;
  Projector& operator=(const Projector&) = delete;

  // Applies everything up to and including `target`, on the caller's thread; not while the thread runs. `progress` is
  // told the position after each batch. Returns the failure that stopped it, if any: the views then stand at position().
  std::optional<Failure> catch_up(Position target, const std::function<void(Position)>& progress = {});

  // The thread for a serving process: catches up with the log, then follows it as notify() tells of new positions.
  void start();
  void notify(Position committed);  // from any thread
  void hurry();                   // from any thread: somebody waits, so the next live batch begins at once
  void stop();

  Position position() const;
  // The position at which the documents of a view last changed (by index in `projections`); before the first change
  // since the start, the position at the start.
  Position changed_at(std::size_t projection) const;
  // Called on the projector's thread after each committed batch with the position that all views now reflect.
  void on_advanced(std::function<void(Position)> listener);
  // Called on the projector's thread when a step failed; it is tried again after a while.
  void on_failure(std::function<void(const Failure&)> listener);

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::unique_ptr<Follower> follower_;
};

}  // namespace jejak
