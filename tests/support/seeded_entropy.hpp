#pragma once
#include <cstdint>
#include <mutex>
#include <random>

#include "engine/ports/entropy.hpp"

namespace jejak::support {

// Bytes that look random and are the same in every run with the same seed. Safe from any thread.
class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::uint64_t seed = 2022) : engine_(seed) {}

  void fill(std::span<unsigned char> out) override {
    const std::lock_guard lock(mutex_);
    for (unsigned char& byte : out) {
      if (left_ == 0) {
        bits_ = engine_();
        left_ = 8;
      }
      byte = static_cast<unsigned char>(bits_ & 0xffU);
      bits_ >>= 8U;
      --left_;
    }
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
  std::uint64_t bits_ = 0;
  int left_ = 0;
};

}  // namespace jejak::support
