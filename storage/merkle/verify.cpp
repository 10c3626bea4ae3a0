#include <bit>

#include "storage/merkle/tree.hpp"

namespace jejak {

// RFC 9162 section 2.1.3.2, step by step; fn and sn are its names for the node's and the last node's number
// on the current level.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Hash& root,
                      std::span<const Hash> proof) {
  if (index >= size) return false;
  std::uint64_t fn = index;
  std::uint64_t sn = size - 1;
  Hash hash = leaf;
  for (const Hash& sibling : proof) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      hash = node_hash(sibling, hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      hash = node_hash(hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

// RFC 9162 section 2.1.4.2.
bool verify_consistency(std::uint64_t first, const Hash& first_root, std::uint64_t second,
                        const Hash& second_root, std::span<const Hash> proof) {
  if (first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;
  if (first == 0) return proof.empty() && first_root == empty_root();
  // A first tree that is a perfect subtree of the second is itself the first node of the path.
  const bool perfect = std::has_single_bit(first);
  if (!perfect && proof.empty()) return false;
  const int shared = std::countr_one(first - 1);
  std::uint64_t fn = (first - 1) >> shared;
  std::uint64_t sn = (second - 1) >> shared;
  Hash first_hash = perfect ? first_root : proof.front();
  Hash second_hash = first_hash;
  for (const Hash& sibling : perfect ? proof : proof.subspan(1)) {
    if (sn == 0) return false;
    if ((fn & 1) != 0 || fn == sn) {
      first_hash = node_hash(sibling, first_hash);
      second_hash = node_hash(sibling, second_hash);
      while ((fn & 1) == 0 && fn != 0) {
        fn >>= 1;
        sn >>= 1;
      }
    } else {
      second_hash = node_hash(second_hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && first_hash == first_root && second_hash == second_root;
}

}  // namespace jejak
