#include "engine/statechart/macrostep.hpp"

// A step that fails leaves no trace: what is small is copied before it begins, what it overwrites in the context is kept.
namespace jejak::statechart {

void Macrostep::remember_before() {
  before_.active = snapshot_->active;
  before_.history = snapshot_->history;
  before_.timers = snapshot_->timers;
  before_.timer_sequence = snapshot_->timer_sequence;
  before_.done = snapshot_->done;
}

void Macrostep::take_back() {
  snapshot_->active = before_.active;
  snapshot_->history = before_.history;
  snapshot_->timers = before_.timers;
  snapshot_->timer_sequence = before_.timer_sequence;
  snapshot_->done = before_.done;
  // Backwards, so that a key that came last goes first: erasing from the end keeps the order of the others.
  for (; !overwritten_.empty(); overwritten_.pop_back()) {
    auto& [key, value] = overwritten_.back();
    if (value) {
      snapshot_->context.find(key)->value() = std::move(*value);
    } else {
      snapshot_->context.erase(key);
    }
  }
}

void Macrostep::assign(std::string_view key, json::value value) {
  const auto found = snapshot_->context.find(key);
  if (found == snapshot_->context.end()) {
    overwritten_.push_back({key, std::nullopt});
    snapshot_->context.emplace(key, std::move(value));
  } else {
    overwritten_.push_back({key, std::move(found->value())});
    found->value() = std::move(value);
  }
}

}  // namespace jejak::statechart
