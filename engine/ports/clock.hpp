#pragma once
#include "engine/core/time.hpp"

namespace jejak {

// What time it is. The one place that time comes from; a virtual clock stands in for it in specs and in the loading of
// samples.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual Timestamp now() = 0;
};

}  // namespace jejak
