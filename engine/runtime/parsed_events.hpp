#pragma once
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include <boost/json/monotonic_resource.hpp>

#include "engine/core/event.hpp"

namespace jejak {

// A run of stored events, parsed for folding into memory that is used again for the next run.
class ParsedEvents {
 public:
  ParsedEvents();
  ParsedEvents(const ParsedEvents&) = delete;
  ParsedEvents& operator=(const ParsedEvents&) = delete;
  ~ParsedEvents();

  void clear();
  // False where the data is not JSON, which only damage to the log can bring about; nothing was added then.
  bool add(const StoredEvent& stored);
  std::span<const Event> events() const { return {events_.data(), size_}; }

 private:
  static constexpr std::size_t buffer_bytes = std::size_t{1} << 20U;

  std::unique_ptr<unsigned char[]> buffer_;
  json::monotonic_resource memory_;
  std::vector<Event> events_;  // the first size_ are in use; the data of all others is null
  std::size_t size_ = 0;
};

}  // namespace jejak
