#pragma once
#include <string>

#include "engine/ports/entropy.hpp"
#include "storage/merkle/sha256.hpp"

namespace jejak::tools {

// Bytes that are the same in every run with the same seed: SHA-256 of the seed and a counter. Only for data that is
// public anyway; whoever knows the seed knows the bytes.
class SeededEntropy final : public Entropy {
 public:
  explicit SeededEntropy(std::string seed) : seed_(std::move(seed)) {}
  void fill(std::span<unsigned char> out) override {
    for (unsigned char& byte : out) {
      if (used_ == block_.size()) {
        block_ = sha256(bytes_of(seed_ + ":" + std::to_string(counter_++)));
        used_ = 0;
      }
      byte = block_[used_++];
    }
  }

 private:
  std::string seed_;
  std::uint64_t counter_ = 0;
  Hash block_{};
  std::size_t used_ = sizeof(Hash);
};

}  // namespace jejak::tools
