#pragma once
#include <algorithm>
#include <array>
#include <string>

#include "engine/core/time.hpp"
#include "engine/core/uuid.hpp"
#include "engine/ports/entropy.hpp"

namespace jejak {

// Random bytes taken from an Entropy in bulk: an id and a salt per event would otherwise be two system calls each.
class RandomPool {
 public:
  explicit RandomPool(Entropy& source) : source_(source) {}

  template <std::size_t size>
  std::array<unsigned char, size> take() {
    static_assert(size <= pool_bytes);
    if (pool_bytes - used_ < size) {
      source_.fill(pool_);
      used_ = 0;
    }
    std::array<unsigned char, size> bytes;
    std::copy_n(pool_.begin() + static_cast<std::ptrdiff_t>(used_), size, bytes.begin());
    used_ += size;
    return bytes;
  }
  std::string uuid(Timestamp time) { return uuid_v7(time, take<10>()); }

 private:
  static constexpr std::size_t pool_bytes = 4096;
  Entropy& source_;
  std::array<unsigned char, pool_bytes> pool_;
  std::size_t used_ = pool_bytes;
};

}  // namespace jejak
