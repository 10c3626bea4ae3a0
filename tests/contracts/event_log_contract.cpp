#include <gtest/gtest.h>

#include <thread>

#include "storage/memory/event_log.hpp"
#include "storage/merkle/leaf.hpp"
#include "storage/merkle/tree.hpp"
#include "storage/sqlite/event_log.hpp"
#include "tests/contracts/sample_events.hpp"
#include "tests/contracts/temporary_folder.hpp"

// What every event log promises (engine/ports/event_log.hpp), asked of each adapter.
namespace jejak::contracts {
namespace {

struct Memory {
  MemoryEventLog own;
  EventLog& log() { return own; }
};

struct Sqlite {
  TemporaryFolder folder;
  std::unique_ptr<SqliteEventLog> own =
      std::move(SqliteEventLog::open(folder / "log.db", StoreMode::write).value());
  EventLog& log() { return *own; }
};

template <class Adapter>
class Event_log : public testing::Test {
 protected:
  EventLog& log() { return adapter_.log(); }

  LogHead append(std::vector<StoredEvent> events, std::vector<IdempotencyRecord> records = {}) {
    return log().append(events, records).value();
  }
  Failure::Kind refused(std::vector<StoredEvent> events, std::vector<IdempotencyRecord> records = {}) {
    return log().append(events, records).error().kind;
  }
  std::vector<Hash> leaves() {
    std::vector<Hash> hashes;
    for (const StoredEvent& event : read_all(log())) hashes.push_back(event.leaf_hash);
    return hashes;
  }

 private:
  Adapter adapter_;
};

using Adapters = testing::Types<Memory, Sqlite>;
TYPED_TEST_SUITE(Event_log, Adapters);

// RFC 6962 section 2.1, word for word.
Hash naive_root(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return node_hash(naive_root(leaves.first(k)), naive_root(leaves.subspan(k)));
}

TYPED_TEST(Event_log, is_empty_at_first) {
  EXPECT_EQ(this->log().head(), (LogHead{0, empty_root()}));
  EXPECT_FALSE(this->log().last_time());
  EXPECT_TRUE(read_all(this->log()).empty());
  EXPECT_TRUE(read_stream(this->log(), "proposal-1").empty());
  EXPECT_EQ(*this->log().stream_version("proposal-1"), 0U);
  EXPECT_EQ(*this->log().position_at(Timestamp{first_instant}), 0U);
  EXPECT_EQ(*this->log().root(0), empty_root());
}

TYPED_TEST(Event_log, gives_back_every_field_as_it_was_appended) {
  auto events = events_of(1, 9);
  events[4].data = R"({"quote":"\"\\","null":null})";
  events[5].actor = "";
  auto given = events;
  ASSERT_TRUE(this->log().append(given, {}));
  const auto kept = read_all(this->log());
  ASSERT_EQ(kept.size(), events.size());
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].id, events[i].id);
    EXPECT_EQ(kept[i].stream, events[i].stream);
    EXPECT_EQ(kept[i].type, events[i].type);
    EXPECT_EQ(kept[i].schema_version, events[i].schema_version);
    EXPECT_EQ(kept[i].time, events[i].time);
    EXPECT_EQ(kept[i].actor, events[i].actor);
    EXPECT_EQ(kept[i].correlation_id, events[i].correlation_id);
    EXPECT_EQ(kept[i].causation_id, events[i].causation_id);
    EXPECT_EQ(kept[i].data, events[i].data);
    EXPECT_EQ(kept[i].salt, events[i].salt);
    EXPECT_EQ(kept[i].position, given[i].position);
    EXPECT_EQ(kept[i].stream_version, given[i].stream_version);
    EXPECT_EQ(kept[i].leaf_hash, given[i].leaf_hash);
    EXPECT_EQ(kept[i].leaf_hash, leaf_hash(kept[i]));
  }
}

TYPED_TEST(Event_log, numbers_positions_and_stream_versions_densely_over_batches) {
  this->append(events_of(1, 7));
  this->append({event_of("award-1", 8)});
  this->append(events_of(9, 20));
  std::map<std::string, StreamVersion> versions;
  Position position = 0;
  for (const StoredEvent& event : read_all(this->log())) {
    EXPECT_EQ(event.position, ++position);
    EXPECT_EQ(event.stream_version, ++versions[event.stream]);
  }
  EXPECT_EQ(position, 28U);
  for (const auto& [stream, version] : versions) EXPECT_EQ(*this->log().stream_version(stream), version);
}

TYPED_TEST(Event_log, head_is_the_size_and_root_after_each_append) {
  std::uint64_t number = 1;
  for (const std::uint64_t count : {1U, 1U, 2U, 3U, 5U, 8U, 64U}) {
    const LogHead head = this->append(events_of(number, count));
    number += count;
    EXPECT_EQ(head, this->log().head());
    EXPECT_EQ(head, (LogHead{number - 1, naive_root(this->leaves())}));
    EXPECT_EQ(this->log().last_time(), events_of(number - 1, 1).front().time);
  }
}

TYPED_TEST(Event_log, reads_from_a_position_with_a_limit_until_the_visitor_has_enough) {
  this->append(events_of(1, 30));
  EXPECT_EQ(read_all(this->log(), 11, 5).front().position, 11U);
  EXPECT_EQ(read_all(this->log(), 11, 5).size(), 5U);
  EXPECT_EQ(read_all(this->log(), 28, 50).size(), 3U);
  EXPECT_EQ(read_all(this->log(), 0, 2).front().position, 1U);
  EXPECT_TRUE(read_all(this->log(), 31).empty());
  EXPECT_TRUE(read_all(this->log(), UINT64_MAX).empty());
  EXPECT_TRUE(read_all(this->log(), 1, 0).empty());
  int seen = 0;
  EXPECT_FALSE(this->log().read(1, 30, [&seen](const StoredEvent&) { return ++seen < 4; }));
  EXPECT_EQ(seen, 4);
}

TYPED_TEST(Event_log, reads_long_logs_without_a_gap) {
  this->append(events_of(1, 9000, 100));
  Position expected = 0;
  for (const StoredEvent& event : read_all(this->log())) ASSERT_EQ(event.position, ++expected);
  EXPECT_EQ(expected, 9000U);
}

TYPED_TEST(Event_log, reads_one_stream_from_a_version) {
  this->append(events_of(1, 30));
  const auto whole = read_stream(this->log(), "proposal-1");
  ASSERT_EQ(whole.size(), 10U);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(whole[i].stream, "proposal-1");
    EXPECT_EQ(whole[i].stream_version, i + 1);
  }
  EXPECT_EQ(read_stream(this->log(), "proposal-1", 8).size(), 3U);
  EXPECT_EQ(read_stream(this->log(), "proposal-1", 4, 2).front().stream_version, 4U);
  EXPECT_EQ(read_stream(this->log(), "proposal-1", 4, 2).size(), 2U);
  EXPECT_TRUE(read_stream(this->log(), "proposal-1", 11).empty());
  EXPECT_TRUE(read_stream(this->log(), "proposal", 1).empty());
}

TYPED_TEST(Event_log, lets_a_visitor_read_the_log_itself) {
  this->append(events_of(1, 6));
  std::size_t inner = 0;
  this->log().read(1, 3, [&](const StoredEvent& event) {
    inner += read_stream(this->log(), event.stream).size();
    return true;
  });
  EXPECT_EQ(inner, 6U);
}

TYPED_TEST(Event_log, prepares_what_it_then_keeps_and_changes_nothing_by_it) {
  this->append(events_of(1, 4));
  auto given_up = events_of(5, 3);
  ASSERT_FALSE(this->log().prepare(given_up));
  EXPECT_EQ(this->log().head().size, 4U);

  auto events = events_of(5, 4);
  events[0].stream_version = 2;  // known to the caller
  ASSERT_FALSE(this->log().prepare(events));
  const auto prepared = events;
  ASSERT_TRUE(this->log().append(events, {}));
  const auto kept = read_all(this->log(), 5);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    EXPECT_EQ(kept[i].position, prepared[i].position);
    EXPECT_EQ(kept[i].stream_version, prepared[i].stream_version);
    EXPECT_EQ(kept[i].leaf_hash, prepared[i].leaf_hash);
  }
}

TYPED_TEST(Event_log, keeps_nothing_of_a_batch_that_is_not_next) {
  this->append(events_of(1, 3));
  const LogHead before = this->log().head();
  const auto wrong = [&](auto change) {
    auto events = events_of(4, 2);
    ASSERT_FALSE(this->log().prepare(events));
    change(events);
    EXPECT_EQ(this->refused(events, {record_of(1, 5)}), Failure::Kind::corrupt);
  };
  wrong([](auto& events) { events[1].stream_version += 1; });
  wrong([](auto& events) { events[1].stream_version -= 1; });
  wrong([](auto& events) { events[1].position += 1; });
  wrong([](auto& events) { events[0].position = 3; });
  wrong([](auto& events) { events[1].time.microseconds = first_instant; });
  EXPECT_EQ(this->log().head(), before);
  EXPECT_EQ(read_all(this->log()).size(), 3U);
  EXPECT_FALSE(*this->log().find_idempotency(record_of(1, 5).key));
  this->append(events_of(4, 2));
  EXPECT_EQ(this->log().head().size, 5U);
}

TYPED_TEST(Event_log, keeps_idempotency_records_for_ever) {
  const IdempotencyRecord first = record_of(7, 2);
  this->append(events_of(1, 2), {first, record_of(8, 2)});
  this->append(events_of(3, 200));
  const auto found = *this->log().find_idempotency(first.key);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->key, first.key);
  EXPECT_EQ(found->request, first.request);
  EXPECT_EQ(found->status, 201);
  EXPECT_EQ(found->answer, first.answer);
  EXPECT_EQ(found->position, 2U);
  EXPECT_FALSE(*this->log().find_idempotency(record_of(9, 1).key));
}

TYPED_TEST(Event_log, keeps_a_record_without_events) {
  this->append({}, {record_of(3, 0)});
  EXPECT_TRUE(*this->log().find_idempotency(record_of(3, 0).key));
  EXPECT_EQ(this->log().head().size, 0U);
}

TYPED_TEST(Event_log, never_replaces_an_idempotency_record) {
  this->append(events_of(1, 2), {record_of(7, 2)});
  auto other = record_of(7, 3);
  other.answer = "{\"forged\":true}";
  EXPECT_EQ(this->refused(events_of(3, 1), {other}), Failure::Kind::corrupt);
  EXPECT_EQ(this->refused(events_of(3, 1), {record_of(5, 3), record_of(5, 3)}), Failure::Kind::corrupt);
  EXPECT_EQ(this->log().head().size, 2U);
  EXPECT_EQ((*this->log().find_idempotency(other.key))->answer, record_of(7, 2).answer);
}

TYPED_TEST(Event_log, proves_what_a_naive_tree_proves) {
  this->append(events_of(1, 37));
  const auto leaves = this->leaves();
  for (Position size = 1; size <= leaves.size(); ++size) {
    const Hash root = *this->log().root(size);
    ASSERT_EQ(root, naive_root(std::span(leaves).first(size)));
    for (Position index = 0; index < size; ++index) {
      const auto proof = *this->log().inclusion_proof(index, size);
      ASSERT_TRUE(verify_inclusion(leaves[index], index, size, root, proof));
    }
    for (Position first = 1; first <= size; ++first) {
      const auto proof = *this->log().consistency_proof(first, size);
      ASSERT_TRUE(verify_consistency(first, *this->log().root(first), size, root, proof));
    }
  }
}

TYPED_TEST(Event_log, finds_the_last_position_at_or_before_an_instant) {
  auto events = events_of(1, 20);
  for (std::size_t i = 5; i < 9; ++i) events[i].time = events[5].time;
  this->append(events);
  EXPECT_EQ(*this->log().position_at(Timestamp{events[0].time.microseconds - 1}), 0U);
  EXPECT_EQ(*this->log().position_at(events[0].time), 1U);
  EXPECT_EQ(*this->log().position_at(Timestamp{events[0].time.microseconds + 1}), 1U);
  EXPECT_EQ(*this->log().position_at(events[5].time), 9U);
  EXPECT_EQ(*this->log().position_at(Timestamp{events[5].time.microseconds - 1}), 5U);
  EXPECT_EQ(*this->log().position_at(Timestamp{INT64_MAX}), 20U);
}

TYPED_TEST(Event_log, shows_readers_a_prefix_at_every_moment) {
  std::atomic<bool> done = false;
  std::atomic<bool> gap = false;
  std::thread reader([&] {
    while (!done) {
      const Position at_least = this->log().head().size;
      Position last = 0;
      const auto failure = this->log().read(1, UINT64_MAX, [&](const StoredEvent& event) {
        if (event.position != last + 1) gap = true;
        last = event.position;
        return true;
      });
      if (failure || last < at_least) gap = true;
    }
  });
  for (std::uint64_t number = 1; number <= 300; number += 3) this->append(events_of(number, 3));
  done = true;
  reader.join();
  EXPECT_FALSE(gap);
}

TEST(Memory_event_log, fails_as_it_is_told_and_keeps_nothing) {
  MemoryEventLog log;
  log.fail_next_append({Failure::Kind::full, "disk full"});
  auto events = events_of(1, 2);
  EXPECT_EQ(log.append(events, {}).error().kind, Failure::Kind::full);
  EXPECT_EQ(log.head().size, 0U);
  events = events_of(1, 2);
  EXPECT_TRUE(log.append(events, {}));
}

}  // namespace
}  // namespace jejak::contracts
