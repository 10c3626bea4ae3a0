#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace jejak {

// A set of keys that may answer "perhaps" for one that was never added, never "no" for one that was: a Bloom filter with
// two bits per key. It takes 2 MiB from the first key on; with a million keys one answer in fifty is a needless "perhaps".
class PerhapsKeys {
 public:
  void add(std::string_view key) {
    if (words_.empty()) words_.resize(words_count);
    for (const std::uint64_t bit : bits_of(key)) words_[bit / 64] |= mask(bit);
  }
  bool perhaps(std::string_view key) const {
    if (words_.empty()) return false;
    for (const std::uint64_t bit : bits_of(key)) {
      if ((words_[bit / 64] & mask(bit)) == 0) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t words_count = std::size_t{1} << 18U;
  static constexpr std::uint64_t mask(std::uint64_t bit) { return std::uint64_t{1} << (bit % 64); }
  static std::array<std::uint64_t, 2> bits_of(std::string_view key) {
    const std::uint64_t hash = std::hash<std::string_view>{}(key);
    return {hash % (words_count * 64), (hash >> 32U) * 0x9E3779B97F4A7C15U >> 40U};  // 24 bits each
  }
  std::vector<std::uint64_t> words_;
};

}  // namespace jejak
