#pragma once
#include <cstddef>
#include <memory>
#include <utility>

#include <boost/json/monotonic_resource.hpp>

#include "engine/core/json.hpp"

namespace jejak {

// `target` becomes `source`, in the memory that `source` lives in. Assigning to a json::value copies into the memory that
// the target lives in; only construction adopts the source's.
inline void adopt(json::value& target, json::value&& source) {
  std::destroy_at(&target);
  std::construct_at(&target, std::move(source));
}

// Everything in `memory` is gone; it starts again with `buffer`. A resource that was only released would go on doubling
// its next block with each time that it outgrows the buffer (Boost.JSON 1.81), until no block is small enough to be had.
inline void renew(json::monotonic_resource& memory, unsigned char* buffer, std::size_t bytes) {
  std::destroy_at(&memory);
  std::construct_at(&memory, buffer, bytes);
}

}  // namespace jejak
