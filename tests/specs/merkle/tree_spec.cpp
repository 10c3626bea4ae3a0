#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <string>

#include "storage/merkle/sha256.hpp"
#include "storage/merkle/tree.hpp"

namespace jejak {
namespace {

Hash leaf_of(std::string_view bytes) {
  constexpr unsigned char prefix[1] = {0};
  return sha256(prefix, bytes_of(bytes));
}

std::vector<Hash> leaves_of(std::uint64_t size) {
  std::vector<Hash> leaves;
  for (std::uint64_t i = 0; i < size; ++i) leaves.push_back(leaf_of("leaf " + std::to_string(i)));
  return leaves;
}

// The published test data of the Certificate Transparency reference implementation: eight leaves, their roots
// and some of their proofs.
std::vector<Hash> published_leaves() {
  std::vector<Hash> leaves;
  for (const char* hex :
       {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"}) {
    leaves.push_back(leaf_of(*from_hex(hex)));
  }
  return leaves;
}

const char* const published_roots[] = {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                       "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                       "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                       "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                       "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                       "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

// RFC 6962 section 2.1, word for word.
Hash naive_root(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

NodeReader reader_over(const std::vector<Hash>& leaves) {
  return [&leaves](unsigned level, std::uint64_t index) -> Result<Hash, Failure> {
    return naive_root(std::span(leaves).subspan(index << level, std::uint64_t{1} << level));
  };
}

std::vector<std::string> hex_of(const std::vector<Hash>& hashes) {
  std::vector<std::string> texts;
  for (const Hash& hash : hashes) texts.push_back(to_hex(hash));
  return texts;
}

TEST(Merkle_tree, has_the_published_roots) {
  EXPECT_EQ(to_hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const auto leaves = published_leaves();
  Frontier frontier;
  std::vector<Hash> completed;
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    frontier.append(leaves[i], completed);
    EXPECT_EQ(to_hex(frontier.root()), published_roots[i]);
    EXPECT_EQ(to_hex(*tree_root(i + 1, reader_over(leaves))), published_roots[i]);
  }
}

TEST(Merkle_tree, makes_the_published_inclusion_proofs) {
  const auto leaves = published_leaves();
  const auto read = reader_over(leaves);
  using Proof = std::vector<std::string>;
  EXPECT_EQ(hex_of(*prove_inclusion(0, 1, read)), Proof{});
  EXPECT_EQ(hex_of(*prove_inclusion(0, 8, read)),
            (Proof{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(hex_of(*prove_inclusion(5, 8, read)),
            (Proof{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", published_roots[3]}));
  EXPECT_EQ(hex_of(*prove_inclusion(2, 3, read)), Proof{published_roots[1]});
  EXPECT_EQ(hex_of(*prove_inclusion(1, 5, read)),
            (Proof{published_roots[0], "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle_tree, makes_the_published_consistency_proofs) {
  const auto leaves = published_leaves();
  const auto read = reader_over(leaves);
  using Proof = std::vector<std::string>;
  EXPECT_EQ(hex_of(*prove_consistency(1, 1, read)), Proof{});
  EXPECT_EQ(hex_of(*prove_consistency(1, 8, read)),
            (Proof{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                   "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}));
  EXPECT_EQ(hex_of(*prove_consistency(6, 8, read)),
            (Proof{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                   "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", published_roots[3]}));
  EXPECT_EQ(hex_of(*prove_consistency(2, 5, read)),
            (Proof{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                   "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}));
}

TEST(Merkle_tree, names_each_node_once_with_the_leaf_that_completes_it) {
  const auto leaves = leaves_of(70);
  Frontier frontier;
  for (std::uint64_t position = 1; position <= leaves.size(); ++position) {
    std::vector<Hash> completed;
    frontier.append(leaves[position - 1], completed);
    ASSERT_EQ(completed.size(), static_cast<std::size_t>(std::countr_zero(position)));
    for (unsigned level = 1; level <= completed.size(); ++level) {
      const std::uint64_t index = (position >> level) - 1;
      EXPECT_EQ(completed[level - 1], *reader_over(leaves)(level, index));
    }
  }
}

TEST(Merkle_tree, tells_the_failure_of_a_node_that_cannot_be_read) {
  const NodeReader broken = [](unsigned, std::uint64_t) -> Result<Hash, Failure> {
    return Failure{Failure::Kind::corrupt, "gone"};
  };
  EXPECT_EQ(prove_inclusion(3, 9, broken).error().message, "gone");
  EXPECT_EQ(prove_consistency(3, 9, broken).error().message, "gone");
  EXPECT_EQ(tree_root(9, broken).error().message, "gone");
}

TEST(Merkle_proof, of_every_leaf_of_every_small_tree_verifies) {
  const auto leaves = leaves_of(40);
  const auto read = reader_over(leaves);
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Hash root = naive_root(std::span(leaves).first(size));
    for (std::uint64_t index = 0; index < size; ++index) {
      ASSERT_TRUE(verify_inclusion(leaves[index], index, size, root, *prove_inclusion(index, size, read)));
    }
    for (std::uint64_t first = 0; first <= size; ++first) {
      const Hash first_root = naive_root(std::span(leaves).first(first));
      ASSERT_TRUE(verify_consistency(first, first_root, size, root, *prove_consistency(first, size, read)));
    }
  }
}

void flip_bit(Hash& hash, unsigned bit) {
  hash[bit / 8 % hash.size()] ^= static_cast<unsigned char>(1U << bit % 8);
}

RC_GTEST_PROP(Merkle_proof, of_inclusion_fails_with_any_flipped_bit_or_other_place, ()) {
  const auto size = *rc::gen::inRange<std::uint64_t>(2, 200);
  const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
  const auto bit = *rc::gen::inRange<unsigned>(0, 256);
  const auto leaves = leaves_of(size);
  const Hash root = naive_root(leaves);
  const auto proof = *prove_inclusion(index, size, reader_over(leaves));
  RC_ASSERT(verify_inclusion(leaves[index], index, size, root, proof));

  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto altered = proof;
    flip_bit(altered[i], bit);
    RC_ASSERT(!verify_inclusion(leaves[index], index, size, root, altered));
  }
  Hash other_leaf = leaves[index];
  flip_bit(other_leaf, bit);
  RC_ASSERT(!verify_inclusion(other_leaf, index, size, root, proof));
  Hash other_root = root;
  flip_bit(other_root, bit);
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, other_root, proof));
  const auto elsewhere = (index + 1) % size;
  RC_ASSERT(!verify_inclusion(leaves[index], elsewhere, size, root, proof));
  RC_ASSERT(!verify_inclusion(leaves[index], size, size, root, proof));
  auto longer = proof;
  longer.push_back(root);
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, root, longer));
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, root, std::span(proof).first(proof.size() - 1)));
}

RC_GTEST_PROP(Merkle_proof, of_consistency_fails_with_any_flipped_bit_or_rewritten_leaf, ()) {
  const auto second = *rc::gen::inRange<std::uint64_t>(2, 200);
  const auto first = *rc::gen::inRange<std::uint64_t>(1, second);
  const auto bit = *rc::gen::inRange<unsigned>(0, 256);
  auto leaves = leaves_of(second);
  const Hash first_root = naive_root(std::span(leaves).first(first));
  const Hash second_root = naive_root(leaves);
  const auto proof = *prove_consistency(first, second, reader_over(leaves));
  RC_ASSERT(verify_consistency(first, first_root, second, second_root, proof));

  for (std::size_t i = 0; i < proof.size(); ++i) {
    auto altered = proof;
    flip_bit(altered[i], bit);
    RC_ASSERT(!verify_consistency(first, first_root, second, second_root, altered));
  }
  // A log that rewrote an event below the checkpoint cannot prove anything to who kept it.
  flip_bit(leaves[*rc::gen::inRange<std::uint64_t>(0, first)], bit);
  const Hash rewritten = naive_root(leaves);
  const auto forged = *prove_consistency(first, second, reader_over(leaves));
  RC_ASSERT(!verify_consistency(first, first_root, second, rewritten, forged));
  RC_ASSERT(!verify_consistency(first, first_root, second, rewritten, proof));
  RC_ASSERT(!verify_consistency(second, second_root, first, first_root, proof));
}

}  // namespace
}  // namespace jejak
