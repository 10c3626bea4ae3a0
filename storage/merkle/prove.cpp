#include <algorithm>
#include <bit>
#include <optional>

#include "storage/merkle/tree.hpp"

namespace jejak {
namespace {

// The largest power of two smaller than `width`. Precondition: width > 1.
std::uint64_t split(std::uint64_t width) { return std::bit_floor(width - 1); }

// MTH over the leaves [begin, begin + width). The ranges that RFC 6962's recursions ask for start at a
// multiple of the power of two that covers them, so that a perfect one is a node.
Result<Hash, Failure> range_hash(std::uint64_t begin, std::uint64_t width, const NodeReader& read) {
  if (std::has_single_bit(width)) {
    const auto level = static_cast<unsigned>(std::countr_zero(width));
    return read(level, begin >> level);
  }
  const std::uint64_t left_width = split(width);
  auto left = range_hash(begin, left_width, read);
  if (!left) return left;
  auto right = range_hash(begin + left_width, width - left_width, read);
  if (!right) return right;
  return node_hash(*left, *right);
}

// Collects the siblings from the top down; the proof lists them from the bottom up.
class Path {
 public:
  explicit Path(const NodeReader& read) : read_(read) {}

  void add(std::uint64_t begin, std::uint64_t width) {
    if (failure_) return;
    auto hash = range_hash(begin, width, read_);
    if (hash) {
      siblings_.push_back(*hash);
    } else {
      failure_ = hash.error();
    }
  }

  Result<std::vector<Hash>, Failure> bottom_up() {
    if (failure_) return *failure_;
    std::reverse(siblings_.begin(), siblings_.end());
    return std::move(siblings_);
  }

 private:
  const NodeReader& read_;
  std::vector<Hash> siblings_;
  std::optional<Failure> failure_;
};

}  // namespace

Result<std::vector<Hash>, Failure> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                                   const NodeReader& read) {
  Path path(read);
  std::uint64_t begin = 0;
  std::uint64_t width = size;
  while (width > 1) {
    const std::uint64_t left_width = split(width);
    if (index - begin < left_width) {
      path.add(begin + left_width, width - left_width);
      width = left_width;
    } else {
      path.add(begin, left_width);
      begin += left_width;
      width -= left_width;
    }
  }
  return path.bottom_up();
}

Result<std::vector<Hash>, Failure> prove_consistency(std::uint64_t first, std::uint64_t second,
                                                     const NodeReader& read) {
  Path path(read);
  if (first == 0 || first == second) return std::vector<Hash>{};
  std::uint64_t begin = 0;
  std::uint64_t width = second;
  bool known =
      true;  // SUBPROOF's flag: the subtree at hand is the whole first tree, whose root the verifier has
  while (first - begin < width) {
    const std::uint64_t left_width = split(width);
    if (first - begin <= left_width) {
      path.add(begin + left_width, width - left_width);
      width = left_width;
    } else {
      path.add(begin, left_width);
      begin += left_width;
      width -= left_width;
      known = false;
    }
  }
  if (!known) path.add(begin, width);
  return path.bottom_up();
}

}  // namespace jejak
