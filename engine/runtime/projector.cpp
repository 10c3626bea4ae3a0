#include "engine/runtime/projector.hpp"

#include "engine/runtime/follower.hpp"
#include "engine/runtime/projector_state.hpp"

namespace jejak {

Projector::Projector(EventLog& log, ViewStore& views, std::span<const Projection> projections, ProjectorLimits limits)
    : state_(std::make_unique<State>(log, views, projections, limits)) {
  const auto step = [this](Position target) {
    if (position() >= target) return Follower::Step::reached;
    if (const auto failure = state_->catch_up(target, {})) {
      state_->failed(*failure);
      return Follower::Step::failed;
    }
    return position() >= target ? Follower::Step::reached : Follower::Step::more;
  };
  follower_ = std::make_unique<Follower>(step, Follower::Pace{limits.live_pause, limits.retry_after});
}

Projector::~Projector() { stop(); }

std::optional<Failure> Projector::catch_up(Position target, const std::function<void(Position)>& progress) {
  return state_->catch_up(target, progress);
}

void Projector::start() {
  follower_->notify(state_->log.head().size);
  follower_->start();
}

void Projector::notify(Position committed) { follower_->notify(committed); }

void Projector::hurry() { follower_->hurry(); }

void Projector::stop() {
  state_->stopping.store(true, std::memory_order_relaxed);
  follower_->stop();
  state_->stopping.store(false, std::memory_order_relaxed);
}

Position Projector::position() const { return state_->position.load(std::memory_order_acquire); }

Position Projector::changed_at(std::size_t projection) const {
  return state_->views[projection]->changed_at.load(std::memory_order_acquire);
}

void Projector::on_advanced(std::function<void(Position)> listener) { state_->advanced = std::move(listener); }
void Projector::on_failure(std::function<void(const Failure&)> listener) { state_->failed = std::move(listener); }

}  // namespace jejak
