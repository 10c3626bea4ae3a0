#pragma once
#include <array>
#include <boost/json/memory_resource.hpp>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak {

// Memory for documents that come and go: pieces of up to 512 bytes are kept in lists by their size and given out again,
// larger ones come from the heap. For one thread. What was once taken is given back with the resource itself.
class DocumentMemory final : public json::memory_resource {
 private:
  static constexpr std::size_t step = 16;
  static constexpr std::size_t piece_max = 512;
  static constexpr std::size_t block_bytes = std::size_t{256} << 10U;
  struct Piece {
    Piece* next;
  };

  void* do_allocate(std::size_t bytes, std::size_t alignment) override {
    if (bytes > piece_max || alignment > step) return ::operator new(bytes, std::align_val_t(alignment));
    const std::size_t size_class = (bytes + step - 1) / step;
    if (Piece* piece = free_[size_class]) {
      free_[size_class] = piece->next;
      return piece;
    }
    return carve(size_class * step);
  }
  void do_deallocate(void* pointer, std::size_t bytes, std::size_t alignment) override {
    if (bytes > piece_max || alignment > step) return ::operator delete(pointer, std::align_val_t(alignment));
    Piece*& first = free_[(bytes + step - 1) / step];
    first = new (pointer) Piece{first};
  }
  bool do_is_equal(const json::memory_resource& other) const noexcept override { return this == &other; }

  void* carve(std::size_t bytes) {
    if (block_left_ < bytes) {
      blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block_bytes));
      block_left_ = block_bytes;
    }
    std::byte* piece = blocks_.back().get() + (block_bytes - block_left_);
    block_left_ -= bytes;
    return piece;
  }

  std::array<Piece*, piece_max / step + 1> free_{};
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
  std::size_t block_left_ = 0;
};

}  // namespace jejak
