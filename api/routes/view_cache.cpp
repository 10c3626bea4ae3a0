#include "api/routes/view_cache.hpp"

#include <iterator>
#include <utility>

#include "api/routes/answer.hpp"

namespace jejak::routes {
namespace {

constexpr std::size_t entry_overhead_bytes = 512;

ViewCache::Answer with_position(const http::CachedAnswer& answer, Position position) {
  http::Response again = answer.plain;
  again.body = answer.body;
  set_position(again, position);
  return http::cache_answer(std::move(again));
}

}  // namespace

ViewCache::Answer ViewCache::find(std::string_view key, Position changed_at, Position reached) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end() || found->second->changed_at != changed_at) {
    ++counters_.misses;
    return nullptr;
  }
  Entry& entry = *found->second;
  order_.splice(order_.begin(), order_, found->second);
  ++counters_.hits;
  if (entry.reached < reached) {
    entry.answer = with_position(*entry.answer, reached);
    entry.reached = reached;
  }
  return entry.answer;
}

void ViewCache::keep(std::string_view key, Answer answer, Position changed_at, Position reached) {
  const std::size_t bytes =
      entry_overhead_bytes + key.size() + answer->body.size() + answer->head_ok.size() * 2;
  if (bytes > limits_.bytes_max / 8) return;  // one giant must not push out everything else
  const std::lock_guard lock(mutex_);
  if (const auto found = by_key_.find(key); found != by_key_.end()) {
    if (found->second->changed_at > changed_at) return;
    drop(found->second);
  }
  order_.push_front({std::string(key), std::move(answer), changed_at, reached, bytes});
  by_key_.emplace(order_.front().key, order_.begin());
  counters_.bytes += bytes;
  while (counters_.bytes > limits_.bytes_max || order_.size() > limits_.entries_max)
    drop(std::prev(order_.end()));
}

void ViewCache::drop(Order::iterator entry) {
  counters_.bytes -= entry->bytes;
  by_key_.erase(entry->key);
  order_.erase(entry);
}

bool ViewCache::join(const std::string& key, Position changed_at, Landed landed) {
  const std::lock_guard lock(mutex_);
  const auto [flight, fresh] = flights_.try_emplace(key);
  if (!fresh && flight->second.changed_at == changed_at) {
    flight->second.landed.push_back(std::move(landed));
    return true;
  }
  // A flight that left before the view changed would bring an old answer: this caller reads for itself. Those
  // who joined the old flight still get what they asked for, from its own landing.
  if (fresh) flight->second.changed_at = changed_at;
  return false;
}

void ViewCache::land(const std::string& key, Position changed_at, const Answer& answer,
                     const http::Response& otherwise) {
  std::vector<Landed> landed;
  {
    const std::lock_guard lock(mutex_);
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || flight->second.changed_at != changed_at) return;
    landed = std::move(flight->second.landed);
    flights_.erase(flight);
  }
  for (const Landed& each : landed) each(answer, otherwise);
}

ViewCache::Counters ViewCache::counters() const {
  const std::lock_guard lock(mutex_);
  Counters now = counters_;
  now.entries = order_.size();
  return now;
}

}  // namespace jejak::routes
