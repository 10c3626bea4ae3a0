#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <map>

#include "storage/sqlite/copy.hpp"
#include "storage/sqlite/room.hpp"
#include "storage/sqlite/store.hpp"
#include "tests/contracts/sample_events.hpp"
#include "tests/contracts/temporary_folder.hpp"
#include "tests/support/seeded_entropy.hpp"

namespace jejak::contracts {
namespace {

// What is in a folder: the size of each file by its name.
std::map<std::string, std::uintmax_t> contents(const std::filesystem::path& folder) {
  std::map<std::string, std::uintmax_t> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files[entry.path().filename()] = entry.file_size();
  return files;
}

const std::vector<ViewSchema> schemas{{"proposals", 1, {}}};

TEST(Sqlite_store, is_held_by_one_writer_at_a_time) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  {
    const auto first = open_store(folder.path(), {}, entropy);
    ASSERT_TRUE(first);
    const auto second = open_store(folder.path(), {}, entropy);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, Failure::Kind::foreign);
    EXPECT_EQ(second.error().message, "store is in use by process " + std::to_string(::getpid()));
    EXPECT_TRUE(open_store(folder.path(), {}, entropy, {StoreMode::read, false, {}}))
        << "readers come and go";
  }
  EXPECT_TRUE(open_store(folder.path(), {}, entropy));
}

TEST(Sqlite_store, is_made_only_when_that_is_wanted) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  const auto missing = folder / "missing";
  EXPECT_EQ(open_store(missing, {}, entropy, {StoreMode::read, true, {}}).error().kind,
            Failure::Kind::foreign);
  EXPECT_EQ(open_store(missing, {}, entropy, {StoreMode::write, false, {}}).error().kind,
            Failure::Kind::foreign);
  EXPECT_FALSE(std::filesystem::exists(missing));
  EXPECT_TRUE(open_store(missing / "deeper/", {}, entropy));
  EXPECT_EQ(std::filesystem::status(missing).permissions() & std::filesystem::perms::others_all,
            std::filesystem::perms::none);
}

TEST(Sqlite_store, does_not_serve_a_log_that_ends_before_its_views) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  {
    const auto store = open_store(folder.path(), schemas, entropy);
    ViewBatch batch;
    batch.position = 9;
    ASSERT_FALSE(store->views->commit(batch));
  }
  const auto store = open_store(folder.path(), schemas, entropy);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, Failure::Kind::corrupt);
  EXPECT_NE(store.error().message.find("events are missing from the log"), std::string::npos);
  EXPECT_TRUE(std::filesystem::exists(StorePaths(folder.path()).views))
      << "the only evidence of the loss is kept";
}

TEST(Sqlite_store, leaves_a_folder_that_it_refuses_as_it_was) {
  support::SeededEntropy entropy;
  for (const char* file : {"log.db", "keys.db", "views.db"}) {
    const TemporaryFolder folder;
    std::ofstream(folder / file) << std::string(8192, 'x');
    const auto before = contents(folder.path());
    for (const StoreMode mode : {StoreMode::write, StoreMode::read}) {
      const auto opened = open_store(folder.path(), schemas, entropy, {mode, mode == StoreMode::write, {}});
      ASSERT_FALSE(opened) << file;
      EXPECT_EQ(opened.error().kind, Failure::Kind::foreign);
      EXPECT_EQ(contents(folder.path()), before);
    }
  }
}

TEST(Sqlite_store, takes_no_file_for_another) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  { ASSERT_TRUE(open_store(folder / "store", schemas, entropy)); }
  std::filesystem::create_directory(folder / "mixed");
  std::filesystem::copy_file(folder / "store" / "keys.db", folder / "mixed" / "log.db");
  const auto opened = open_store(folder / "mixed", schemas, entropy);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("is not a log file of jejak"), std::string::npos) << opened.error().message;
  EXPECT_EQ(contents(folder / "mixed").size(), 1U);
}

TEST(Sqlite_store, keeps_what_opening_it_on_a_full_disk_needs) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  {
    const auto store = open_store(folder.path(), schemas, entropy);
    auto events = events_of(1, 20);
    ASSERT_TRUE(store->log->append(events, {}));
  }
  // SQLite makes a WAL and its index where there are none, and has no room for them on a full disk.
  const auto after = contents(folder.path());
  for (const char* file : {"log.db", "views.db"}) {
    EXPECT_EQ(after.at(std::string(file) + "-wal"), 0U);
    EXPECT_EQ(after.at(std::string(file) + "-shm"), 32U * 1024);
  }
}

TEST(Sqlite_store, opens_a_backup_for_reading_only_and_without_its_keys_too) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  {
    const auto store = open_store(folder / "store", {}, entropy);
    auto events = events_of(1, 20);
    ASSERT_TRUE(store->log->append(events, {}));
    ASSERT_TRUE(store->vault->seal("someone", "secret"));
  }
  const StorePaths from(folder / "store");
  const StorePaths backup = backup_paths(folder / "backup");
  std::filesystem::create_directories(backup.log.parent_path());
  ASSERT_FALSE(copy_database(from.log, backup.log));
  EXPECT_TRUE(is_backup(backup.folder));
  EXPECT_FALSE(is_backup(from.folder));

  const auto opened = open_store(backup.folder, {}, entropy, {StoreMode::read, false, {}});
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(opened->log->head().size, 20U);
  EXPECT_EQ(opened->vault, nullptr);
  const auto written = open_store(backup.folder, {}, entropy);
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("is a backup"), std::string::npos);
  EXPECT_EQ(contents(backup.log.parent_path()).size(), 1U) << "a copy is one file, and stays one";
}

TEST(Sqlite_copy, is_of_one_instant_while_the_log_is_written) {
  const TemporaryFolder folder;
  support::SeededEntropy entropy;
  const auto store = open_store(folder / "store", {}, entropy);
  auto events = events_of(1, 1000);
  ASSERT_TRUE(store->log->append(events, {}));
  const LogHead before = store->log->head();
  bool appended = false;
  ASSERT_FALSE(copy_database(store->paths.log, folder / "copy.db", [&](std::uint64_t, std::uint64_t) {
    if (std::exchange(appended, true)) return;
    auto more = events_of(1001, 1000);
    ASSERT_TRUE(store->log->append(more, {}));
  }));
  EXPECT_TRUE(appended);
  const auto copy = SqliteEventLog::open(folder / "copy.db", StoreMode::read);
  ASSERT_TRUE(copy);
  EXPECT_EQ((*copy)->head(), before);
}

TEST(Sqlite_copy, leaves_nothing_where_there_is_nothing_to_copy) {
  const TemporaryFolder folder;
  const auto failure = copy_database(folder / "missing.db", folder / "copy.db");
  ASSERT_TRUE(failure.has_value());
  EXPECT_NE(failure->message.find("missing.db"), std::string::npos);
  EXPECT_TRUE(contents(folder.path()).empty());
}

TEST(Room, is_asked_of_the_disk_and_given_back) {
  const TemporaryFolder folder;
  EXPECT_FALSE(check_room(folder.path()).has_value());
  EXPECT_TRUE(contents(folder.path()).empty());
}

}  // namespace
}  // namespace jejak::contracts
