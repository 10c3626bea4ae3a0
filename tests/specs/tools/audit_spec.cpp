#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "storage/sqlite/store.hpp"
#include "tests/contracts/temporary_folder.hpp"
#include "tests/support/seeded_entropy.hpp"
#include "tools/log_audit.hpp"
#include "tools/rebuild.hpp"
#include "tools/sample_store.hpp"

namespace jejak::tools {
namespace {

// A store with the sample competition, and an intruder who has the file and knows SQL.
class Audit : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_FALSE(load_sample_store(folder.path()).has_value()); }

  void intrude(const std::string& sql) {
    SQLite::Database file(StorePaths(folder.path()).log.string(), SQLite::OPEN_READWRITE);
    for (const char* trigger : {"events_insert", "events_update", "events_delete"}) {
      file.exec(std::string("DROP TRIGGER ") + trigger);
    }
    file.exec(sql);
  }

  LogVerdict audit(const std::optional<LogHead>& checkpoint = std::nullopt) {
    auto store = open_store(folder.path(), {}, entropy, {.mode = StoreMode::read, .create = false, .log = {}});
    return audit_log(*store->log, checkpoint, [](Position) {});
  }

  Position first_bad() {
    const LogVerdict verdict = audit();
    EXPECT_FALSE(verdict.failure.has_value()) << verdict.failure->message;
    EXPECT_TRUE(verdict.fault.has_value());
    return verdict.fault ? verdict.fault->position : UINT64_MAX;
  }

  contracts::TemporaryFolder folder;
  support::SeededEntropy entropy;
};

TEST_F(Audit, finds_nothing_in_a_log_that_nobody_touched) {
  const LogVerdict verdict = audit();
  EXPECT_FALSE(verdict.fault.has_value());
  EXPECT_GT(verdict.head.size, 200U);
}

TEST_F(Audit, names_an_event_whose_data_was_changed) {
  intrude("UPDATE events SET data = replace(data, '2022', '2023') WHERE position = 50");
  EXPECT_EQ(first_bad(), 50U);
}

TEST_F(Audit, names_an_event_whose_salt_was_changed) {
  intrude("UPDATE events SET salt = zeroblob(32) WHERE position = 51");
  EXPECT_EQ(first_bad(), 51U);
}

TEST_F(Audit, names_an_event_that_was_backdated) {
  intrude("UPDATE events SET time = '2022-05-01T00:00:00.000000Z' WHERE position = 52");
  EXPECT_EQ(first_bad(), 52U);
}

TEST_F(Audit, names_an_event_whose_time_is_no_time) {
  intrude("UPDATE events SET time = 'lately' WHERE position = 53");
  EXPECT_EQ(first_bad(), 53U);
}

TEST_F(Audit, names_the_gap_where_an_event_was_dropped) {
  intrude("DELETE FROM events WHERE position = 54");
  EXPECT_EQ(first_bad(), 54U);
}

TEST_F(Audit, names_the_first_of_two_events_that_changed_places) {
  intrude("UPDATE events SET position = 100055 WHERE position = 55; UPDATE events SET position = 55 WHERE position = 56;"
          "UPDATE events SET position = 56 WHERE position = 100055");
  EXPECT_EQ(first_bad(), 55U);
}

TEST_F(Audit, names_tree_nodes_that_were_changed) {
  intrude("UPDATE events SET nodes = zeroblob(length(nodes)) WHERE position = 64");
  EXPECT_EQ(first_bad(), 64U);
}

TEST_F(Audit, sees_rows_that_were_put_before_the_first) {
  intrude("INSERT INTO events SELECT -5, 'x', 1, id, type, schema_version, time, actor, correlation_id, causation_id, data,"
          " salt, leaf_hash, NULL FROM events WHERE position = 1");
  EXPECT_EQ(first_bad(), 0U);
}

TEST_F(Audit, misses_no_event_that_a_checkpoint_covers) {
  const LogHead before = audit().head;
  intrude("DELETE FROM events WHERE position > 200");
  const LogVerdict verdict = audit(before);
  ASSERT_TRUE(verdict.fault.has_value());
  EXPECT_EQ(verdict.fault->position, 201U);
}

TEST_F(Audit, refuses_a_log_that_is_not_the_checkpoints) {
  LogHead other = audit().head;
  other.root[0] ^= 1U;
  EXPECT_TRUE(audit(other).fault.has_value());
}

TEST_F(Audit, comes_before_writing_at_the_edge_that_new_leaves_are_built_on) {
  intrude("UPDATE events SET nodes = zeroblob(length(nodes)) WHERE position = 128");
  const auto store = open_store(folder.path(), {}, entropy);
  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().kind, Failure::Kind::corrupt);
}

}  // namespace
}  // namespace jejak::tools
