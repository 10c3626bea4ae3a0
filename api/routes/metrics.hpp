#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/access.hpp"

namespace jejak::routes {

// What a scrape reads that is counted elsewhere.
struct Gauges {
  std::uint64_t log_size = 0, views_position = 0, queued = 0, keys = 0;
  std::uint64_t commands = 0, rejections = 0, events = 0, batches = 0, failures = 0, repeated = 0;
  std::uint64_t cache_hits = 0, cache_misses = 0, cache_bytes = 0, cache_entries = 0;
};

// Counts per route for Prometheus. observe() looks nothing up but the route and allocates nothing.
class Metrics {
 public:
  explicit Metrics(const std::vector<std::string>& route_ids);
  ~Metrics();

  void observe(const http::AccessEntry& answered);  // from any thread
  std::string text(const Gauges& gauges) const;     // the Prometheus text format

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace jejak::routes
