#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "engine/core/hex.hpp"
#include "engine/core/result.hpp"
#include "engine/ports/failure.hpp"

namespace jejak {

// The Merkle tree of RFC 6962 section 2.1 (the same as RFC 9162's). A node (level, index) is the root of the
// perfect subtree over the leaves [index * 2^level, (index + 1) * 2^level); level 0 is a leaf hash. Such a
// node never changes once its last leaf is there, so that a log only ever adds nodes.

Hash empty_root();                                    // SHA-256 of nothing
Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)

// The growing edge: the roots of the perfect subtrees that make up the first `size` leaves, largest first.
class Frontier {
 public:
  Frontier() = default;
  // Precondition: peaks.size() == popcount(size).
  Frontier(std::uint64_t size, std::vector<Hash> peaks) : size_(size), peaks_(std::move(peaks)) {}

  // Adds a leaf; appends the nodes that it completes to `completed`, levels 1, 2, ... upwards.
  void append(const Hash& leaf, std::vector<Hash>& completed);
  std::uint64_t size() const { return size_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;
};

// Gives a node by level and index. It is asked only for nodes whose leaves are all below the size in
// question.
using NodeReader = std::function<Result<Hash, Failure>(unsigned level, std::uint64_t index)>;

Result<std::vector<Hash>, Failure> read_peaks(std::uint64_t size, const NodeReader& read);
Result<Hash, Failure> tree_root(std::uint64_t size, const NodeReader& read);
// RFC 6962 2.1.1: PATH(index, D[size]). Precondition: index < size.
Result<std::vector<Hash>, Failure> prove_inclusion(std::uint64_t index, std::uint64_t size,
                                                   const NodeReader& read);
// RFC 6962 2.1.2: PROOF(first, D[second]); empty when first is 0 or second. Precondition: first <= second.
Result<std::vector<Hash>, Failure> prove_consistency(std::uint64_t first, std::uint64_t second,
                                                     const NodeReader& read);

// RFC 9162 2.1.3.2: whether `proof` shows that `leaf` is the leaf at `index` of the tree of `size` with
// `root`.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                      std::span<const Hash> proof);
// RFC 9162 2.1.4.2: whether `proof` shows that the tree of `first` leaves is a prefix of that of `second`.
// The empty tree is a prefix of every tree, with an empty proof.
bool verify_consistency(std::uint64_t first, const Hash& first_root, std::uint64_t second,
                        const Hash& second_root, std::span<const Hash> proof);

}  // namespace jejak
