#include "api/routes/replays.hpp"

#include <algorithm>
#include <utility>

namespace jejak::routes {

Replays::Entry* Replays::locate(std::string_view id) {
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.id == id; });
  return found == entries_.end() ? nullptr : &*found;
}

bool Replays::begin(std::string id, std::string actor, Timestamp now) {
  const std::lock_guard lock(mutex_);
  if (!entries_.empty() && !entries_.front().finished) return false;
  entries_.push_front({std::move(id), std::move(actor), now, std::nullopt, 0, {}});
  if (entries_.size() > kept_max) entries_.pop_back();
  return true;
}

void Replays::progress(const std::string& id, Position position) {
  const std::lock_guard lock(mutex_);
  if (Entry* entry = locate(id)) entry->progress = position;
}

void Replays::finish(const std::string& id, ReplayReport report, Timestamp now) {
  const std::lock_guard lock(mutex_);
  Entry* entry = locate(id);
  if (!entry) return;
  entry->finished = now;
  entry->progress = std::max(entry->progress, report.position);
  entry->report = std::move(report);
}

std::deque<Replays::Entry> Replays::list() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

std::optional<Replays::Entry> Replays::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.id == id; });
  if (found == entries_.end()) return std::nullopt;
  return *found;
}

}  // namespace jejak::routes
