#include "storage/merkle/tree.hpp"

#include <bit>

#include "storage/merkle/sha256.hpp"

namespace jejak {

Hash empty_root() { return sha256(Bytes{}); }

Hash node_hash(const Hash& left, const Hash& right) {
  constexpr unsigned char interior[1] = {1};
  return sha256(interior, left, right);
}

void Frontier::append(const Hash& leaf, std::vector<Hash>& completed) {
  Hash top = leaf;
  // Each trailing 1 of the size is a peak that has just found its right sibling.
  for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
    top = node_hash(peaks_.back(), top);
    peaks_.pop_back();
    completed.push_back(top);
  }
  peaks_.push_back(top);
  ++size_;
}

Hash Frontier::root() const {
  if (peaks_.empty()) return empty_root();
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = node_hash(peaks_[i - 1], root);
  return root;
}

Result<std::vector<Hash>, Failure> read_peaks(std::uint64_t size, const NodeReader& read) {
  std::vector<Hash> peaks;
  std::uint64_t begin = 0;
  for (int level = static_cast<int>(std::bit_width(size)) - 1; level >= 0; --level) {
    const std::uint64_t width = std::uint64_t{1} << level;
    if ((size & width) == 0) continue;
    auto node = read(static_cast<unsigned>(level), begin >> level);
    if (!node) return node.error();
    peaks.push_back(*node);
    begin += width;
  }
  return peaks;
}

Result<Hash, Failure> tree_root(std::uint64_t size, const NodeReader& read) {
  auto peaks = read_peaks(size, read);
  if (!peaks) return peaks.error();
  return Frontier(size, std::move(*peaks)).root();
}

}  // namespace jejak
