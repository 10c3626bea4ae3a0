// DESIGN.md section 3, "one committer with group commit", sentence by sentence, and promise 1.
#include "engine/core/uuid.hpp"
#include "storage/merkle/leaf.hpp"
#include "tests/specs/runtime/counter.hpp"

namespace jejak::specs {
namespace {

using support::event;

TEST(Group_commit, keeps_all_commands_of_a_batch_in_one_append) {
  Machine machine;
  for (int n = 0; n < 10; ++n) machine.send(std::to_string(n), Machine::adding({.by = 1}));
  EXPECT_EQ(machine.processor->drain(), 10U);
  EXPECT_EQ(machine.log.appends, 1U);
  EXPECT_EQ(machine.log.head().size, 10U);
}

TEST(Group_commit, answers_nobody_before_the_batch_is_durable) {
  Machine machine;
  machine.processor->on_committed([&](Position size) {
    EXPECT_EQ(size, 2U);
    EXPECT_EQ(machine.log.head().size, 2U);
    EXPECT_TRUE(machine.order.empty());
  });
  machine.send("first", Machine::adding({.by = 1}));
  machine.send("second", Machine::adding({.by = 1}));
  machine.processor->drain();
  EXPECT_EQ(machine.order, (std::vector<std::string>{"first", "second"}));
}

TEST(Group_commit, decides_each_command_against_what_the_commands_before_it_led_to) {
  Machine machine;
  machine.send("fits", Machine::adding({.by = 60}));
  machine.send("does not", Machine::adding({.by = 60}));
  machine.send("fits again", Machine::adding({.by = 40}));
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Done>("fits"), nullptr);
  ASSERT_NE(machine.outcome<Rejection>("does not"), nullptr);
  EXPECT_EQ(machine.outcome<Rejection>("does not")->code, "too_much");
  ASSERT_NE(machine.outcome<Done>("fits again"), nullptr);
  EXPECT_EQ(machine.outcome<Done>("fits again")->answer.at("total"), 100);
}

TEST(Group_commit, tells_the_position_the_stream_version_and_the_leaf_hash_that_the_log_keeps) {
  Machine machine;
  machine.send("a1", Machine::adding({.stream = "count-a"}));
  machine.send("b1", Machine::adding({.stream = "count-b"}));
  machine.send("a2", Machine::adding({.stream = "count-a"}));
  machine.processor->drain();
  const std::vector<StoredEvent> stored = machine.stored();
  const Done* done = machine.outcome<Done>("a2");
  ASSERT_NE(done, nullptr);
  ASSERT_EQ(done->events.size(), 1U);
  EXPECT_EQ(done->events[0].position, 3U);
  EXPECT_EQ(done->events[0].stream_version, 2U);
  EXPECT_EQ(done->events[0].leaf_hash, stored[2].leaf_hash);
  EXPECT_EQ(done->events[0].leaf_hash, leaf_hash(stored[2]));
  EXPECT_EQ(done->events[0].id, stored[2].id);
}

TEST(Group_commit, answers_a_rejection_without_writing_anything) {
  Machine machine;
  machine.send("too much", Machine::adding({.by = 101}));
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Rejection>("too much"), nullptr);
  EXPECT_EQ(machine.log.appends, 0U);
}

TEST(Group_commit, accepts_a_decision_without_events) {
  Machine machine;
  machine.send("nothing to do", [](World&) -> Decision { return Accepted{{}, {{"unchanged", true}}}; });
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Done>("nothing to do"), nullptr);
  EXPECT_TRUE(machine.outcome<Done>("nothing to do")->events.empty());
  EXPECT_EQ(machine.outcome<Done>("nothing to do")->answer.at("unchanged"), true);
  EXPECT_EQ(machine.log.appends, 0U);
}

TEST(Group_commit, keeps_a_command_that_writes_several_streams_whole) {
  Machine machine;
  machine.send("transfer", [](World& world) -> Decision {
    EXPECT_EQ(world.version("count-a"), 0U);
    return Accepted{{event("count-a", "Added", {{"by", 1}}), event("count-b", "Added", {{"by", 2}}),
                     event("count-a", "Added", {{"by", 3}})},
                    {}};
  });
  machine.send("look", [](World& world) -> Decision {
    EXPECT_EQ(world.read<Count>("count-a").total, 4);
    EXPECT_EQ(world.read<Count>("count-b").total, 2);
    EXPECT_EQ(world.version("count-a"), 2U);
    return Accepted{};
  });
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Done>("transfer"), nullptr);
  EXPECT_EQ(machine.outcome<Done>("transfer")->events[2].stream_version, 2U);
}

TEST(Group_commit, answers_a_failed_commit_to_everyone_in_the_batch_even_to_the_refused) {
  Machine machine;
  machine.send("accepted", Machine::adding({.by = 60}));
  machine.send("refused because of it", Machine::adding({.by = 60}));
  machine.log.memory.fail_next_append({Failure::Kind::full, "the disk is full"});
  machine.processor->drain();
  for (const char* label : {"accepted", "refused because of it"}) {
    ASSERT_NE(machine.outcome<Failure>(label), nullptr) << label;
    EXPECT_EQ(machine.outcome<Failure>(label)->kind, Failure::Kind::full);
  }
  EXPECT_EQ(machine.log.head().size, 0U);
}

TEST(Group_commit, folds_the_states_anew_after_a_failed_commit) {
  Machine machine;
  machine.send("kept", Machine::adding({.by = 50}));
  machine.processor->drain();
  machine.send("lost", Machine::adding({.by = 50}));
  machine.log.memory.fail_next_append({Failure::Kind::unavailable, "busy"});
  machine.processor->drain();

  machine.send("again", Machine::adding({.by = 50}));
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Done>("again"), nullptr);
  EXPECT_EQ(machine.outcome<Done>("again")->answer.at("total"), 100);
  EXPECT_EQ(machine.outcome<Done>("again")->events[0].position, 2U);
  EXPECT_EQ(machine.outcome<Done>("again")->events[0].stream_version, 2U);
}

TEST(Group_commit, decides_nothing_more_after_a_commit_of_unknown_fate) {
  Machine machine;
  std::string told;
  machine.processor->on_not_durable([&](const Failure& failure) { told = failure.message; });
  machine.send("first", Machine::adding({}));
  machine.log.memory.fail_next_append({Failure::Kind::not_durable, "fsync: I/O error"});
  machine.processor->drain();
  EXPECT_EQ(told, "fsync: I/O error");

  machine.send("later", Machine::adding({}));
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Failure>("later"), nullptr);
  EXPECT_EQ(machine.outcome<Failure>("later")->kind, Failure::Kind::not_durable);
  EXPECT_EQ(machine.log.appends, 1U);
}

TEST(Group_commit, refuses_at_once_what_does_not_fit_in_the_queue) {
  Machine machine({.queue_max = 2});
  machine.send("1", Machine::adding({}));
  machine.send("2", Machine::adding({}));
  machine.send("3", Machine::adding({}));
  EXPECT_NE(machine.outcome<Overloaded>("3"), nullptr);
  EXPECT_EQ(machine.order, (std::vector<std::string>{"3"}));
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Done>("2"), nullptr);
  EXPECT_EQ(machine.log.head().size, 2U);
}

TEST(Group_commit, bounds_a_batch_and_keeps_the_order_of_arrival) {
  Machine machine({.queue_max = 10, .batch_max = 4});
  for (int n = 0; n < 10; ++n) machine.send(std::to_string(n), Machine::adding({}));
  machine.processor->drain();
  EXPECT_EQ(machine.log.appends, 3U);
  EXPECT_EQ(machine.order, (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}));
}

TEST(Group_commit, refuses_a_command_that_leads_to_too_many_events) {
  Machine machine({.events_per_command_max = 2});
  machine.send("three", [](World&) -> Decision {
    return Accepted{{event("count-a", "Added"), event("count-a", "Added"), event("count-a", "Added")}, {}};
  });
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Rejection>("three"), nullptr);
  EXPECT_EQ(machine.outcome<Rejection>("three")->code, "command_too_large");
  EXPECT_EQ(machine.log.head().size, 0U);
}

TEST(Group_commit, fails_a_decision_that_throws_alone) {
  Machine machine;
  machine.send("before", Machine::adding({.by = 1}));
  machine.send("bug", [](World& world) -> Decision {
    world.read<Count>("count-a");
    throw std::logic_error("a bug");
  });
  machine.send("after", Machine::adding({.by = 1}));
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Failure>("bug"), nullptr);
  EXPECT_EQ(machine.outcome<Failure>("bug")->kind, Failure::Kind::defect);
  ASSERT_NE(machine.outcome<Done>("after"), nullptr);
  EXPECT_EQ(machine.outcome<Done>("after")->answer.at("total"), 2);
  EXPECT_EQ(machine.log.head().size, 2U);
}

TEST(Group_commit, keeps_nothing_of_a_command_whose_fold_throws_halfway) {
  Machine machine;
  machine.send("before", Machine::adding({.by = 1}));
  machine.send("poison", [](World& world) -> Decision {
    world.read<Count>("count-a");
    return Accepted{{event("count-a", "Added", {{"by", 7}}), event("count-a", "Poisonous")}, {}};
  });
  machine.send("after", Machine::adding({.by = 1}));
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Failure>("poison"), nullptr);
  ASSERT_NE(machine.outcome<Done>("after"), nullptr);
  EXPECT_EQ(machine.outcome<Done>("after")->answer.at("total"), 2);
  EXPECT_EQ(machine.outcome<Done>("after")->events[0].stream_version, 2U);
  EXPECT_EQ(machine.stored().size(), 2U);
}

TEST(Group_commit, fails_only_the_command_whose_stream_cannot_be_read) {
  Machine machine;
  machine.send("held", Machine::adding({.stream = "count-a"}));
  machine.processor->drain();
  machine.log.fail_reads = Failure{Failure::Kind::unavailable, "cannot read"};
  machine.send("unread", Machine::adding({.stream = "count-b"}));
  machine.send("in memory", Machine::adding({.stream = "count-a"}));
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Failure>("unread"), nullptr);
  EXPECT_EQ(machine.outcome<Failure>("unread")->message, "cannot read");
  EXPECT_NE(machine.outcome<Done>("in memory"), nullptr);
}

TEST(Group_commit, writes_a_time_that_never_goes_back) {
  Machine machine;
  const Timestamp noon = machine.clock.now();
  machine.send("first", Machine::adding({}));
  machine.processor->drain();
  machine.clock.set(Timestamp{noon.microseconds - 5'000'000});
  machine.send("second", Machine::adding({}));
  machine.processor->drain();
  machine.restart();
  machine.send("after a restart", Machine::adding({}));
  machine.processor->drain();
  for (const StoredEvent& event : machine.stored()) EXPECT_EQ(event.time, noon);
}

TEST(Group_commit, records_who_did_it_and_what_set_it_off) {
  Machine machine;
  machine.send("one", Machine::adding({}));
  machine.processor->drain();
  const StoredEvent event = machine.stored().at(0);
  EXPECT_EQ(event.actor, "secretariat");
  EXPECT_EQ(event.correlation_id, "request-one");
  EXPECT_TRUE(is_uuid(event.id));
  EXPECT_EQ(event.data, R"({"by":1})");
}

TEST(Group_commit, seals_personal_data_before_anything_keeps_or_folds_it) {
  Machine machine;
  machine.send("personal", [](World& world) -> Decision {
    world.read<Count>("count-a");
    json::object data{{"contact", personal("entrant-1", {{"name", "Sri"}, {"nip", "197001012000031001"}})}};
    return Accepted{{event("count-a", "Entered", std::move(data))}, {}};
  });
  machine.send("look", [](World& world) -> Decision {
    EXPECT_EQ(world.read<Count>("count-a").notes.at(0).find("Sri"), std::string::npos);
    return Accepted{};
  });
  machine.processor->drain();
  const std::string data = machine.stored().at(0).data;
  EXPECT_EQ(data.find("Sri"), std::string::npos);
  EXPECT_NE(data.find(R"({"contact":{"$sealed":{"box":")"), std::string::npos) << data;
}

TEST(Group_commit, keeps_nothing_of_a_command_that_cannot_be_sealed) {
  Machine machine;
  machine.vault.destroy("entrant-gone");
  machine.send("for the erased", [](World&) -> Decision {
    return Accepted{{event("count-a", "Added", {{"by", 1}}),
                     event("count-a", "Entered", {{"name", personal("entrant-gone", "Sri")}})},
                    {}};
  });
  machine.send("look", [](World& world) -> Decision {
    EXPECT_EQ(world.read<Count>("count-a").total, 0);
    return Accepted{};
  });
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Failure>("for the erased"), nullptr);
  EXPECT_EQ(machine.log.head().size, 0U);
}

}  // namespace
}  // namespace jejak::specs
