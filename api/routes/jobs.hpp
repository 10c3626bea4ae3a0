#pragma once
#include <algorithm>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/core/time.hpp"

namespace jejak::routes {

// Long work that was asked for since the start of the process, the latest `kept_max` of it. One runs at a time. `Report`
// is what is known of it, while it runs and afterwards.
template <class Report>
class Jobs {
 public:
  struct Entry {
    std::string id;
    std::string actor;
    Timestamp started;
    std::optional<Timestamp> finished;
    std::uint64_t progress = 0;
    Report report;
  };
  static constexpr std::size_t kept_max = 20;

  bool begin(std::string id, std::string actor, Timestamp now, Report report = {}) {  // false while another one runs
    const std::lock_guard lock(mutex_);
    if (!entries_.empty() && !entries_.front().finished) return false;
    entries_.push_front({std::move(id), std::move(actor), now, std::nullopt, 0, std::move(report)});
    if (entries_.size() > kept_max) entries_.pop_back();
    return true;
  }
  void progress(std::string_view id, std::uint64_t reached) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = locate(id)) entry->progress = std::max(entry->progress, reached);
  }
  // Changes the report while the work goes on.
  template <class Change>
  void change(std::string_view id, Change change) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = locate(id)) change(entry->report);
  }
  void finish(std::string_view id, Timestamp now) {
    const std::lock_guard lock(mutex_);
    if (Entry* entry = locate(id)) entry->finished = now;
  }
  std::deque<Entry> list() const {  // the latest first
    const std::lock_guard lock(mutex_);
    return entries_;
  }
  std::optional<Entry> find(std::string_view id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.id == id; });
    return found == entries_.end() ? std::nullopt : std::optional<Entry>(*found);
  }

 private:
  Entry* locate(std::string_view id) {
    const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& each) { return each.id == id; });
    return found == entries_.end() ? nullptr : &*found;
  }

  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
};

}  // namespace jejak::routes
