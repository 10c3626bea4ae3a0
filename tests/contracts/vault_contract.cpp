#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "storage/memory/vault.hpp"
#include "storage/sqlite/vault.hpp"
#include "tests/contracts/temporary_folder.hpp"
#include "tests/support/seeded_entropy.hpp"

// What every vault promises (engine/ports/vault.hpp), asked of each adapter.
namespace jejak::contracts {
namespace {

using support::SeededEntropy;

struct Memory {
  SeededEntropy entropy;
  MemoryVault own{entropy};
  Vault& vault() { return own; }
};

std::unique_ptr<SqliteVault> open_vault(const TemporaryFolder& folder, Entropy& entropy,
                                        StoreMode mode = StoreMode::write) {
  return std::move(SqliteVault::open(folder / "keys.db", mode, entropy).value());
}

struct Sqlite {
  TemporaryFolder folder;
  SeededEntropy entropy;
  std::unique_ptr<SqliteVault> own = open_vault(folder, entropy);
  Vault& vault() { return *own; }
};

template <class Adapter>
class Vault_contract : public testing::Test {
 protected:
  Vault& vault() { return adapter_.vault(); }
  std::string seal(std::string_view subject, std::string_view clear) {
    return vault().seal(subject, clear).value();
  }

 private:
  Adapter adapter_;
};

using Adapters = testing::Types<Memory, Sqlite>;
TYPED_TEST_SUITE(Vault_contract, Adapters);

TYPED_TEST(Vault_contract, opens_what_it_sealed) {
  for (const std::string& clear : {std::string(), std::string("\"Siti\""), std::string(10'000, 'x')}) {
    const std::string box = this->seal("juror-1", clear);
    EXPECT_EQ(this->vault().open("juror-1", box), clear);
    EXPECT_EQ(from_base64(box)->size(), 12 + clear.size() + 16);
  }
}

TYPED_TEST(Vault_contract, seals_the_same_text_differently_each_time) {
  EXPECT_NE(this->seal("juror-1", "Siti"), this->seal("juror-1", "Siti"));
}

TYPED_TEST(Vault_contract, opens_a_box_for_its_own_subject_only) {
  const std::string box = this->seal("juror-1", "Siti");
  this->seal("juror-2", "Budi");
  EXPECT_FALSE(this->vault().open("juror-2", box));
  EXPECT_FALSE(this->vault().open("juror-3", box));
}

TYPED_TEST(Vault_contract, opens_no_box_that_was_changed) {
  const std::string bytes = *from_base64(this->seal("juror-1", "Siti"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string altered = bytes;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(this->vault().open("juror-1", to_base64(bytes_of(altered))));
  }
  EXPECT_FALSE(this->vault().open("juror-1", ""));
  EXPECT_FALSE(this->vault().open("juror-1", "not base64!"));
  EXPECT_FALSE(this->vault().open("juror-1", "AAAA"));
}

TYPED_TEST(Vault_contract, destroys_a_subjects_key_for_good) {
  const std::string box = this->seal("juror-1", "Siti");
  const std::string other = this->seal("juror-2", "Budi");
  EXPECT_FALSE(this->vault().destroyed("juror-1"));
  EXPECT_FALSE(this->vault().destroy("juror-1"));
  EXPECT_TRUE(this->vault().destroyed("juror-1"));
  EXPECT_FALSE(this->vault().open("juror-1", box));
  EXPECT_EQ(this->vault().seal("juror-1", "again").error().kind, Failure::Kind::corrupt);
  EXPECT_FALSE(this->vault().destroy("juror-1"));
  EXPECT_EQ(this->vault().open("juror-2", other), "Budi");
}

TYPED_TEST(Vault_contract, destroys_the_key_of_a_subject_that_never_had_one) {
  EXPECT_FALSE(this->vault().destroyed("juror-9"));
  EXPECT_FALSE(this->vault().destroy("juror-9"));
  EXPECT_TRUE(this->vault().destroyed("juror-9"));
  EXPECT_FALSE(this->vault().seal("juror-9", "late"));
}

TYPED_TEST(Vault_contract, works_the_same_within_a_batch) {
  this->vault().begin_batch();
  const std::string first = this->seal("juror-1", "Siti");
  const std::string second = this->seal("juror-2", "Budi");
  EXPECT_EQ(this->vault().open("juror-1", first), "Siti");
  EXPECT_FALSE(this->vault().end_batch());
  EXPECT_EQ(this->vault().open("juror-2", second), "Budi");
  EXPECT_FALSE(this->vault().destroy("juror-1"));
  EXPECT_FALSE(this->vault().open("juror-1", first));
}

TYPED_TEST(Vault_contract, agrees_with_another_that_draws_the_same_random_bytes) {
  TypeParam other;
  EXPECT_EQ(this->seal("juror-1", "Siti"), other.vault().seal("juror-1", "Siti").value());
}

TEST(Sqlite_vault, opens_boxes_after_a_restart) {
  const TemporaryFolder folder;
  SeededEntropy entropy;
  std::string box, gone;
  {
    const auto vault = open_vault(folder, entropy);
    box = *vault->seal("juror-1", "Siti");
    gone = *vault->seal("juror-2", "Budi");
    ASSERT_FALSE(vault->destroy("juror-2"));
  }
  const auto vault = open_vault(folder, entropy);
  EXPECT_EQ(vault->open("juror-1", box), "Siti");
  EXPECT_FALSE(vault->open("juror-2", gone));
  EXPECT_TRUE(vault->destroyed("juror-2"));
}

TEST(Sqlite_vault, reads_beside_the_writer_and_writes_nothing) {
  const TemporaryFolder folder;
  SeededEntropy entropy;
  const auto vault = open_vault(folder, entropy);
  const std::string box = *vault->seal("juror-1", "Siti");
  const auto reader = open_vault(folder, entropy, StoreMode::read);
  EXPECT_EQ(reader->open("juror-1", box), "Siti");
  EXPECT_FALSE(reader->seal("juror-2", "Budi"));
  EXPECT_TRUE(reader->destroy("juror-1"));
  EXPECT_EQ(vault->open("juror-1", box), "Siti");
}

TEST(Sqlite_vault, gives_up_the_keys_of_a_batch_that_did_not_end) {
  const TemporaryFolder folder;
  SeededEntropy entropy;
  const auto vault = open_vault(folder, entropy);
  vault->begin_batch();
  ASSERT_TRUE(vault->seal("juror-1", "Siti"));
  const auto reader = open_vault(folder, entropy, StoreMode::read);
  EXPECT_FALSE(reader->destroyed("juror-1"));
}

// Remembers what it gave, so that a test can look for it on the disk.
class RememberingEntropy final : public Entropy {
 public:
  void fill(std::span<unsigned char> out) override {
    source_.fill(out);
    given.emplace_back(reinterpret_cast<const char*>(out.data()), out.size());
  }
  std::vector<std::string> given;

 private:
  SeededEntropy source_;
};

bool on_disk(const TemporaryFolder& folder, const std::string& bytes) {
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(file), {}};
    if (content.find(bytes) != std::string::npos) return true;
  }
  return false;
}

TEST(Sqlite_vault, leaves_no_byte_of_a_destroyed_key_in_any_file) {
  const TemporaryFolder folder;
  RememberingEntropy entropy;
  const auto vault = open_vault(folder, entropy);
  for (int i = 0; i < 200; ++i) ASSERT_TRUE(vault->seal("juror-" + std::to_string(i), "Siti"));
  std::vector<std::string> keys;
  std::copy_if(entropy.given.begin(), entropy.given.end(), std::back_inserter(keys),
               [](const std::string& bytes) { return bytes.size() == 32; });
  ASSERT_EQ(keys.size(), 200U);
  for (const int i : {0, 7, 99, 199}) {
    const std::string& key = keys[static_cast<std::size_t>(i)];
    EXPECT_TRUE(on_disk(folder, key)) << i;
    ASSERT_FALSE(vault->destroy("juror-" + std::to_string(i)));
    EXPECT_FALSE(on_disk(folder, key)) << i;
    EXPECT_FALSE(on_disk(folder, key.substr(0, 16))) << i;
    EXPECT_FALSE(on_disk(folder, key.substr(16))) << i;
  }
  EXPECT_TRUE(on_disk(folder, keys[50]));
}

TEST(Sqlite_vault, keeps_its_files_to_its_owner) {
  const TemporaryFolder folder;
  SeededEntropy entropy;
  const auto vault = open_vault(folder, entropy);
  ASSERT_TRUE(vault->seal("juror-1", "Siti"));
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    const auto others = entry.status().permissions() &
                        (std::filesystem::perms::group_all | std::filesystem::perms::others_all);
    EXPECT_EQ(others, std::filesystem::perms::none) << entry.path();
  }
}

}  // namespace
}  // namespace jejak::contracts
