#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "storage/merkle/checkpoint.hpp"
#include "storage/merkle/leaf.hpp"
#include "storage/merkle/sha256.hpp"

namespace jejak {
namespace {

StoredEvent sample() {
  StoredEvent event;
  event.position = 12;
  event.stream = "proposal-1";
  event.stream_version = 3;
  event.id = "01809876-0000-7000-8000-000000000001";
  event.type = "ProposalSubmitted";
  event.schema_version = 2;
  event.time = *parse_rfc3339("2022-05-25T02:00:00.000123Z");
  event.actor = "key-\"a\"\n";
  event.correlation_id = "request-1";
  event.causation_id = "01809876-0000-7000-8000-000000000000";
  event.data = R"({"title":"Sistem"})";
  event.salt.fill(7);
  return event;
}

TEST(Leaf_bytes, are_canonical_json_of_the_envelope_and_the_commitment) {
  const StoredEvent event = sample();
  std::string bytes;
  append_leaf_bytes(bytes, event);

  const auto parsed = parse_json(bytes);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(canonical_json(*parsed), bytes);
  EXPECT_EQ(parsed->as_object().size(), 11U);
  EXPECT_EQ(parsed->at("commitment").as_string(), to_hex(sha256(event.salt, bytes_of(event.data))));
  EXPECT_EQ(parsed->at("time").as_string(), "2022-05-25T02:00:00.000123Z");
  EXPECT_EQ(parsed->at("position"), json::value(12));
  EXPECT_EQ(parsed->at("stream_version"), json::value(3));
  EXPECT_EQ(parsed->at("schema_version"), json::value(2));
  EXPECT_EQ(parsed->at("actor").as_string(), "key-\"a\"\n");
}

TEST(Leaf_bytes, have_null_where_no_event_was_the_cause) {
  StoredEvent event = sample();
  event.causation_id.clear();
  std::string bytes;
  append_leaf_bytes(bytes, event);
  EXPECT_TRUE(parse_json(bytes)->at("causation_id").is_null());
}

// The bytes of the format itself, computed once by another program (sha256sum): they may never change.
TEST(Leaf_hash, is_pinned) {
  StoredEvent event = sample();
  event.actor = "a";
  event.data = "{}";
  std::string bytes;
  append_leaf_bytes(bytes, event);
  EXPECT_EQ(
      bytes,
      R"({"actor":"a","causation_id":"01809876-0000-7000-8000-000000000000","commitment":")"
      "605dcbfd3c387c45b6db7e7b1fb961bdd75d762260c4879b3c3b4f15edacad42"
      R"(","correlation_id":"request-1","id":"01809876-0000-7000-8000-000000000001","position":12,)"
      R"("schema_version":2,"stream":"proposal-1","stream_version":3,"time":"2022-05-25T02:00:00.000123Z",)"
      R"("type":"ProposalSubmitted"})");
  EXPECT_EQ(to_hex(leaf_hash(event)), "b1ef76bf5f3aaab145a5955d5662e4d82bcfc68bf1c7da6c17ad55862f6be054");
}

TEST(Leaf_hash, changes_with_every_field) {
  const Hash original = leaf_hash(sample());
  const auto changed = [&](auto change) {
    StoredEvent event = sample();
    change(event);
    return leaf_hash(event) != original;
  };
  EXPECT_TRUE(changed([](StoredEvent& event) { event.position = 13; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.stream = "proposal-2"; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.stream_version = 4; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.id.back() = '2'; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.type = "Withdrawn"; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.schema_version = 1; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { ++event.time.microseconds; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.actor = "b"; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.correlation_id = "request-2"; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.causation_id.clear(); }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.data = R"({"title":"Sistim"})"; }));
  EXPECT_TRUE(changed([](StoredEvent& event) { event.salt[31] = 8; }));
}

TEST(Checkpoint, reads_what_it_prints) {
  const LogHead head{42, leaf_hash(sample())};
  EXPECT_EQ(*parse_checkpoint(print_checkpoint(head)), head);
}

TEST(Checkpoint, names_everything_that_is_wrong_with_it) {
  const auto faults = parse_checkpoint(R"({"size":-1,"root":"00"})").error();
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].pointer, "/size");
  EXPECT_EQ(faults[1].pointer, "/root");
  EXPECT_FALSE(parse_checkpoint("nonsense"));
}

}  // namespace
}  // namespace jejak
