#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace jejak {

// Memory that is filled from its beginning and given back as a whole. What lies in it does not move.
class Arena {
 public:
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    std::byte* bytes = take(text.size(), 1);
    std::memcpy(bytes, text.data(), text.size());
    return {reinterpret_cast<const char*>(bytes), text.size()};
  }
  // `count` values of T, made by their default constructor.
  template <class T>
  std::span<T> make(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    auto* first = reinterpret_cast<T*>(take(count * sizeof(T), alignof(T)));
    std::uninitialized_default_construct_n(first, count);
    return {first, count};
  }
  // Everything that lay in it is gone; the blocks stay for what comes next.
  void clear() {
    block_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t block_bytes = std::size_t{1} << 20U;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  std::byte* take(std::size_t bytes, std::size_t alignment) {
    for (;; ++block_, used_ = 0) {
      if (block_ == blocks_.size()) {
        const std::size_t size = std::max(bytes, block_bytes);
        blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
      }
      const std::size_t begin = (used_ + alignment - 1) / alignment * alignment;
      if (begin + bytes > blocks_[block_].size) continue;
      used_ = begin + bytes;
      return blocks_[block_].bytes.get() + begin;
    }
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

}  // namespace jejak
