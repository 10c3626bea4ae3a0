#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "storage/memory/blob_store.hpp"
#include "storage/sqlite/blob_store.hpp"
#include "tests/contracts/temporary_folder.hpp"

// What every blob store promises (engine/ports/blob_store.hpp), asked of each adapter.
namespace jejak::contracts {
namespace {

struct Memory {
  MemoryBlobStore own;
  BlobStore& blobs() { return own; }
};
struct Files {
  TemporaryFolder folder;
  FileBlobStore own{folder / "blobs"};
  BlobStore& blobs() { return own; }
};

template <class Adapter>
class Blob_store_contract : public testing::Test {
 protected:
  BlobStore& blobs() { return adapter_.blobs(); }

 private:
  Adapter adapter_;
};
using Adapters = testing::Types<Memory, Files>;
TYPED_TEST_SUITE(Blob_store_contract, Adapters);

TYPED_TEST(Blob_store_contract, names_bytes_by_their_sha_256_and_gives_them_back) {
  // FIPS 180-4's example.
  EXPECT_EQ(this->blobs().put("abc").value(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(this->blobs().get("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad").value(), "abc");
  const std::string big(3'000'000, '\0');
  EXPECT_EQ(this->blobs().get(this->blobs().put(big).value()).value(), big);
}

TYPED_TEST(Blob_store_contract, keeps_the_same_bytes_once) {
  const std::string name = this->blobs().put("abc").value();
  EXPECT_EQ(this->blobs().put("abc").value(), name);
  EXPECT_FALSE(this->blobs().remove(name));
  EXPECT_EQ(this->blobs().get(name).value(), std::nullopt);
  EXPECT_FALSE(this->blobs().remove(name));
}

TYPED_TEST(Blob_store_contract, has_nothing_under_names_that_are_none) {
  this->blobs().put("abc").value();
  for (const char* name : {"", "..", "../keys.db", "ba7816bf", "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD"})
    EXPECT_EQ(this->blobs().get(name).value(), std::nullopt) << name;
}

TYPED_TEST(Blob_store_contract, takes_bytes_from_several_threads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 20; ++n) this->blobs().put("blob " + std::to_string(n)).value();
    });
  for (auto& thread : threads) thread.join();
  for (int n = 0; n < 20; ++n) {
    const std::string bytes = "blob " + std::to_string(n);
    EXPECT_EQ(this->blobs().get(this->blobs().put(bytes).value()).value(), bytes);
  }
}

TEST(File_blob_store, says_so_where_bytes_are_not_what_their_name_says) {
  TemporaryFolder folder;
  FileBlobStore blobs(folder / "blobs");
  const std::string name = blobs.put("abc").value();
  std::ofstream(folder / "blobs" / blob_place(name)) << "abd";
  const auto changed = blobs.get(name);
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().kind, Failure::Kind::corrupt);
}

}  // namespace
}  // namespace jejak::contracts
