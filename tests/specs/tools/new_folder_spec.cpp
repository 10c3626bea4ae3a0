#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/contracts/temporary_folder.hpp"
#include "tools/new_folder.hpp"

namespace jejak::tools {
namespace {

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

void put(const std::filesystem::path& file) { std::ofstream(file) << "bytes"; }

using Names = std::set<std::string>;

TEST(New_folder, shows_what_was_made_in_it_when_it_is_finished) {
  const contracts::TemporaryFolder above;
  const auto folder = above / "deeper/store";
  {
    const auto fresh = NewFolder::begin(folder, NewFolder::Kind::store);
    ASSERT_TRUE(fresh);
    put((*fresh)->making() / "keys.db");
    put((*fresh)->making() / "log.db");
    EXPECT_FALSE(std::filesystem::exists(folder / "log.db"));
    ASSERT_FALSE((*fresh)->finish());
  }
  EXPECT_EQ(names_in(folder), (Names{"keys.db", "lock", "log.db"}));
}

TEST(New_folder, leaves_nothing_behind_when_it_is_not_finished) {
  const contracts::TemporaryFolder above;
  {
    const auto fresh = NewFolder::begin(above / "new", NewFolder::Kind::store);
    put((*fresh)->making() / "log.db");
  }
  EXPECT_FALSE(std::filesystem::exists(above / "new"));
  std::filesystem::create_directory(above / "old");
  { const auto fresh = NewFolder::begin(above / "old", NewFolder::Kind::backup); }
  EXPECT_TRUE(names_in(above / "old").empty()) << "a folder that was there stays";
}

TEST(New_folder, takes_back_what_it_had_put_in_place_when_it_cannot_finish) {
  const contracts::TemporaryFolder above;
  {
    const auto fresh = NewFolder::begin(above / "store", NewFolder::Kind::store);
    put((*fresh)->making() / "keys.db");
    EXPECT_TRUE((*fresh)->finish().has_value()) << "there is no log.db to put last";
  }
  EXPECT_FALSE(std::filesystem::exists(above / "store"));
}

TEST(New_folder, refuses_one_that_is_not_empty_and_leaves_it_as_it_was) {
  const contracts::TemporaryFolder folder;
  put(folder / "letter.txt");
  const auto fresh = NewFolder::begin(folder.path(), NewFolder::Kind::store);
  ASSERT_FALSE(fresh);
  ASSERT_TRUE(std::holds_alternative<WrongUse>(fresh.error()));
  EXPECT_NE(std::get<WrongUse>(fresh.error()).message.find("letter.txt"), std::string::npos);
  EXPECT_EQ(names_in(folder.path()), Names{"letter.txt"});
}

TEST(New_folder, clears_away_what_a_killed_process_left) {
  const contracts::TemporaryFolder folder;
  std::filesystem::create_directories(folder / "unfinished");
  put(folder / "unfinished/log.db");
  put(folder / "lock");
  std::filesystem::create_directory(folder / "lost+found");
  {
    const auto fresh = NewFolder::begin(folder.path(), NewFolder::Kind::backup);
    ASSERT_TRUE(fresh);
    EXPECT_TRUE(names_in((*fresh)->making()).empty());
    put((*fresh)->making() / "manifest.json");
    ASSERT_FALSE((*fresh)->finish());
  }
  EXPECT_EQ(names_in(folder.path()), (Names{"lost+found", "manifest.json"})) << "a backup has no lock";
}

TEST(New_folder, is_filled_by_one_process_at_a_time) {
  const contracts::TemporaryFolder folder;
  const auto first = NewFolder::begin(folder.path(), NewFolder::Kind::store);
  const auto second = NewFolder::begin(folder.path(), NewFolder::Kind::store);
  ASSERT_FALSE(second);
  EXPECT_NE(std::get<Failure>(second.error()).message.find("in use"), std::string::npos);
}

}  // namespace
}  // namespace jejak::tools
