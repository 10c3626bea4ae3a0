#pragma once
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/http/message.hpp"
#include "engine/core/event.hpp"

namespace jejak::routes {

struct ViewCacheLimits {
  std::size_t bytes_max = 64 * 1024 * 1024;
  std::size_t entries_max = 10'000;
};

// Built answers of views. An answer counts as long as its view has not changed since it was read:
// `changed_at` is the projector's, read before the view was. The least recently asked goes first when it is
// full. Safe from any thread; nothing here touches a disk or parses JSON.
class ViewCache {
 public:
  using Answer = std::shared_ptr<const http::CachedAnswer>;
  using Landed = std::function<void(const Answer& answer, const http::Response& otherwise)>;

  explicit ViewCache(ViewCacheLimits limits = {}) : limits_(limits) {}

  // The answer kept under `key`, or null. Its Jejak-Position is brought up to `reached`: the view did not
  // change in between. Precondition: `reached` was read before `changed_at`.
  Answer find(std::string_view key, Position changed_at, Position reached);
  void keep(std::string_view key, Answer answer, Position changed_at, Position reached);

  // One reader at a time per key: true where somebody already reads this key at this changed_at and `landed`
  // will be called with what they get; false makes the caller the reader, who owes a call of land().
  bool join(const std::string& key, Position changed_at, Landed landed);
  // `answer` is null where the reading came to another response.
  void land(const std::string& key, Position changed_at, const Answer& answer,
            const http::Response& otherwise);

  struct Counters {
    std::uint64_t hits = 0, misses = 0, bytes = 0, entries = 0;
  };
  Counters counters() const;

 private:
  struct Entry {
    std::string key;
    Answer answer;
    Position changed_at;
    Position reached;
    std::size_t bytes;
  };
  using Order = std::list<Entry>;
  struct Flight {
    Position changed_at;
    std::vector<Landed> landed;
  };
  void drop(Order::iterator entry);

  ViewCacheLimits limits_;
  mutable std::mutex mutex_;
  Order order_;                                                   // the most recently asked first
  std::unordered_map<std::string_view, Order::iterator> by_key_;  // views into order_'s keys
  std::unordered_map<std::string, Flight> flights_;
  Counters counters_;
};

}  // namespace jejak::routes
