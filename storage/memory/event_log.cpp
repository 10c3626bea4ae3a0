#include "storage/memory/event_log.hpp"

#include <algorithm>
#include <set>

#include "storage/merkle/leaf.hpp"
#include "storage/merkle/tree.hpp"

namespace jejak {
namespace {

Failure corrupt(std::string message) { return {Failure::Kind::corrupt, std::move(message)}; }

// A node computed from the leaves alone: slow, and obviously right.
Hash subtree(std::span<const Hash> leaves) {
  if (leaves.size() == 1) return leaves.front();
  const std::size_t half = leaves.size() / 2;
  return node_hash(subtree(leaves.first(half)), subtree(leaves.subspan(half)));
}

NodeReader reader_over(const std::vector<Hash>& leaves) {
  return [&leaves](unsigned level, std::uint64_t index) -> Result<Hash, Failure> {
    return subtree(std::span(leaves).subspan(index << level, std::uint64_t{1} << level));
  };
}

}  // namespace

void MemoryEventLog::fail_next_append(Failure failure) {
  const std::lock_guard lock(mutex_);
  next_failure_ = std::move(failure);
}

StreamVersion MemoryEventLog::version_of(std::string_view stream) const {
  const auto found = streams_.find(std::string(stream));
  return found == streams_.end() ? 0 : found->second.size();
}

std::optional<Failure> MemoryEventLog::prepare(std::span<StoredEvent> events) {
  const std::lock_guard lock(mutex_);
  std::map<std::string_view, StreamVersion> versions;
  Position position = events_.size();
  for (StoredEvent& event : events) {
    event.position = ++position;
    auto [version, fresh] = versions.try_emplace(event.stream, 0);
    if (fresh) version->second = version_of(event.stream);
    if (event.stream_version == 0) event.stream_version = version->second + 1;
    version->second = event.stream_version;
    event.leaf_hash = leaf_hash(event);
  }
  return std::nullopt;
}

// What SQLite's constraints and triggers refuse.
std::optional<Failure> MemoryEventLog::check(std::span<const StoredEvent> events,
                                             std::span<const IdempotencyRecord> records) const {
  std::map<std::string_view, StreamVersion> versions;
  Position position = events_.size();
  std::optional<Timestamp> last;
  if (!events_.empty()) last = events_.back().time;
  for (const StoredEvent& event : events) {
    if (event.position != ++position) return corrupt("events: not the next position");
    auto [version, fresh] = versions.try_emplace(event.stream, 0);
    if (fresh) version->second = version_of(event.stream);
    if (event.stream_version != ++version->second) return corrupt("events: not the next stream version");
    if (last && event.time < *last) return corrupt("events: time goes back");
    last = event.time;
  }
  std::set<Hash> keys;
  for (const IdempotencyRecord& record : records) {
    if (records_.contains(record.key) || !keys.insert(record.key).second)
      return corrupt("idempotency: key exists");
  }
  return std::nullopt;
}

Result<LogHead, Failure> MemoryEventLog::append(std::span<StoredEvent> events,
                                                std::span<const IdempotencyRecord> records) {
  if (!events.empty() && events.front().position == 0) {
    if (auto failure = prepare(events)) return *failure;
  }
  const std::lock_guard lock(mutex_);
  if (next_failure_) return *std::exchange(next_failure_, std::nullopt);
  if (auto failure = check(events, records)) return *failure;
  for (const StoredEvent& event : events) {
    events_.push_back(event);
    streams_[event.stream].push_back(event.position);
  }
  for (const IdempotencyRecord& record : records) records_.emplace(record.key, record);
  std::vector<Hash> completed;
  for (const StoredEvent& event : events) frontier_.append(event.leaf_hash, completed);
  return LogHead{events_.size(), frontier_.root()};
}

Result<StreamVersion, Failure> MemoryEventLog::stream_version(std::string_view stream) {
  const std::lock_guard lock(mutex_);
  return version_of(stream);
}

LogHead MemoryEventLog::head() {
  const std::lock_guard lock(mutex_);
  return {events_.size(), frontier_.root()};
}

std::optional<Timestamp> MemoryEventLog::last_time() {
  const std::lock_guard lock(mutex_);
  if (events_.empty()) return std::nullopt;
  return events_.back().time;
}

std::optional<Failure> MemoryEventLog::read(Position from, std::uint64_t limit, const Visit& visit) {
  for (Position position = std::max<Position>(from, 1); limit > 0; ++position, --limit) {
    std::unique_lock lock(mutex_);
    if (position > events_.size()) break;
    const StoredEvent event = events_[position - 1];
    lock.unlock();  // a visitor may read the log itself
    if (!visit(event)) break;
  }
  return std::nullopt;
}

std::optional<Failure> MemoryEventLog::read_stream(std::string_view stream, StreamVersion from,
                                                   std::uint64_t limit, const Visit& visit) {
  for (StreamVersion version = std::max<StreamVersion>(from, 1); limit > 0; ++version, --limit) {
    std::unique_lock lock(mutex_);
    if (version > version_of(stream)) break;
    const StoredEvent event = events_[streams_[std::string(stream)][version - 1] - 1];
    lock.unlock();
    if (!visit(event)) break;
  }
  return std::nullopt;
}

Result<std::optional<IdempotencyRecord>, Failure> MemoryEventLog::find_idempotency(const Hash& key) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(key);
  if (found == records_.end()) return std::optional<IdempotencyRecord>();
  return std::optional(found->second);
}

std::vector<Hash> MemoryEventLog::leaves(Position size) const {
  const std::lock_guard lock(mutex_);
  std::vector<Hash> hashes;
  for (Position index = 0; index < size; ++index) hashes.push_back(events_[index].leaf_hash);
  return hashes;
}

Result<Hash, Failure> MemoryEventLog::root(Position size) {
  const std::vector<Hash> hashes = leaves(size);
  return tree_root(size, reader_over(hashes));
}

Result<std::vector<Hash>, Failure> MemoryEventLog::inclusion_proof(Position index, Position size) {
  const std::vector<Hash> hashes = leaves(size);
  return prove_inclusion(index, size, reader_over(hashes));
}

Result<std::vector<Hash>, Failure> MemoryEventLog::consistency_proof(Position first, Position second) {
  const std::vector<Hash> hashes = leaves(second);
  return prove_consistency(first, second, reader_over(hashes));
}

Result<Position, Failure> MemoryEventLog::position_at(Timestamp time) {
  const std::lock_guard lock(mutex_);
  const auto later = [](Timestamp instant, const StoredEvent& event) { return instant < event.time; };
  return static_cast<Position>(std::upper_bound(events_.begin(), events_.end(), time, later) -
                               events_.begin());
}

}  // namespace jejak
