// Promise 2: a retry with the same idempotency key takes effect once, for ever, and gets the first answer.
#include "tests/specs/runtime/counter.hpp"

namespace jejak::specs {
namespace {

TEST(Idempotency, gives_a_retry_the_first_answer_and_no_second_effect) {
  Machine machine;
  machine.send_keyed("first", 1, 7, {.by = 5});
  machine.processor->drain();
  machine.send_keyed("retry", 1, 7, {.by = 5});
  machine.processor->drain();
  const Repeated* repeated = machine.outcome<Repeated>("retry");
  ASSERT_NE(repeated, nullptr);
  EXPECT_EQ(repeated->first.status, 201);
  EXPECT_EQ(repeated->first.position, 1U);
  EXPECT_EQ(repeated->first.answer, "1 " + to_hex(machine.stored().at(0).leaf_hash) + R"( {"total":5})");
  EXPECT_EQ(machine.log.head().size, 1U);
}

TEST(Idempotency, holds_across_a_restart) {
  Machine machine;
  machine.send_keyed("first", 1, 7, {});
  machine.processor->drain();
  machine.restart();
  machine.send_keyed("retry", 1, 7, {});
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Repeated>("retry"), nullptr);
  EXPECT_EQ(machine.log.head().size, 1U);
}

TEST(Idempotency, gives_an_equal_key_in_the_same_batch_the_first_answer_after_the_commit) {
  Machine machine;
  machine.send_keyed("first", 1, 7, {});
  machine.send_keyed("twin", 1, 7, {});
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Repeated>("twin"), nullptr);
  EXPECT_EQ(machine.outcome<Repeated>("twin")->first.position, 1U);
  EXPECT_FALSE(machine.outcome<Repeated>("twin")->first.answer.empty());
  EXPECT_EQ(machine.log.head().size, 1U);
}

TEST(Idempotency, refuses_the_key_of_another_request) {
  Machine machine;
  machine.send_keyed("first", 1, 7, {});
  machine.send_keyed("in the same batch", 1, 8, {});
  machine.processor->drain();
  machine.send_keyed("in a later one", 1, 9, {});
  machine.processor->drain();
  for (const char* label : {"in the same batch", "in a later one"}) {
    ASSERT_NE(machine.outcome<Rejection>(label), nullptr) << label;
    EXPECT_EQ(machine.outcome<Rejection>(label)->kind, Refusal::key_reused);
  }
  EXPECT_EQ(machine.log.head().size, 1U);
}

TEST(Idempotency, does_not_remember_a_refusal) {
  Machine machine;
  machine.send_keyed("too much", 1, 7, {.by = 101});
  machine.send_keyed("the same again", 1, 7, {.by = 101});
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Rejection>("too much"), nullptr);
  EXPECT_NE(machine.outcome<Rejection>("the same again"), nullptr);
  machine.send_keyed("now it fits", 1, 7, {.by = 1});
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Done>("now it fits"), nullptr);
}

TEST(Idempotency, forgets_a_key_with_its_failed_commit) {
  Machine machine;
  machine.log.memory.fail_next_append({Failure::Kind::unavailable, "busy"});
  machine.send_keyed("first", 1, 7, {});
  machine.send_keyed("twin", 1, 7, {});
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Failure>("first"), nullptr);
  EXPECT_NE(machine.outcome<Failure>("twin"), nullptr);
  machine.send_keyed("retry", 1, 7, {});
  machine.processor->drain();
  EXPECT_NE(machine.outcome<Done>("retry"), nullptr);
  EXPECT_EQ(machine.log.head().size, 1U);
}

TEST(Idempotency, remembers_an_answer_without_events) {
  Machine machine;
  for (const char* label : {"first", "retry"}) {
    Submission command = machine.submission(label, [](World&) -> Decision { return Accepted{}; });
    command.idempotency = Submission::Key{};
    command.render = [](const Done&) { return std::pair(200, std::string("unchanged")); };
    machine.processor->submit(std::move(command));
    machine.processor->drain();
  }
  EXPECT_NE(machine.outcome<Done>("first"), nullptr);
  ASSERT_NE(machine.outcome<Repeated>("retry"), nullptr);
  EXPECT_EQ(machine.outcome<Repeated>("retry")->first.answer, "unchanged");
}

}  // namespace
}  // namespace jejak::specs
