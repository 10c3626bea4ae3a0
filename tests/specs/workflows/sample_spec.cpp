#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/sample.hpp"

namespace jejak::workflows {

namespace {

void load(Trial& trial) {
  for (const auto& [at, command] : sample_magelang_2022()) {
    trial.clock.set(at);
    const auto outcome = trial.give(command);
    const auto* no = std::get_if<Rejection>(&outcome);
    EXPECT_EQ(no, nullptr) << command.name << " " << text(command.body) << ": " << no->code << " " << no->message
                           << " " << text(no->details);
    const auto* failure = std::get_if<Failure>(&outcome);
    EXPECT_EQ(failure, nullptr) << command.name << ": " << failure->message;
    const auto* done = std::get_if<Done>(&outcome);
    EXPECT_TRUE(done != nullptr && !done->events.empty()) << command.name << " changed nothing";
  }
}

}  // namespace

TEST(Sample, loads_through_the_commands_of_any_client_and_reaches_replication) {
  Trial trial;
  load(trial);
  EXPECT_EQ(text_of(trial.last("ReplicationAdvanced"), "to"), "established");
  EXPECT_EQ(text_of(trial.last("TransitionTaken"), "to"), "replication.established");
}

TEST(Sample, gives_the_same_tree_of_the_same_seed_twice) {
  Trial first, second;
  load(first);
  load(second);
  EXPECT_EQ(first.log.head(), second.log.head());
  EXPECT_GT(first.log.head().size, 200U);
}

TEST(Sample, records_no_floating_point_number) {
  Trial trial;
  load(trial);
  for (const StoredEvent& event : trial.events()) {
    const auto parsed = parse_json(event.data);
    ASSERT_TRUE(parsed) << event.type;
    std::vector<const json::value*> open{&*parsed};
    while (!open.empty()) {
      const json::value& value = *open.back();
      open.pop_back();
      EXPECT_FALSE(value.is_double()) << event.type << " " << text(value);
      if (const auto* object = value.if_object())
        for (const auto& [key, member] : *object) open.push_back(&member);
      if (const auto* array = value.if_array())
        for (const auto& element : *array) open.push_back(&element);
    }
  }
}

}  // namespace jejak::workflows
