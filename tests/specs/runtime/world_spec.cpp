#include "tests/specs/runtime/counter.hpp"

namespace jejak::specs {

struct Names {};
inline void evolve(Names&, const Event&) {}

namespace {

TEST(World, folds_a_stream_once_and_then_follows_it) {
  Machine machine;
  for (int n = 0; n < 3; ++n) {
    machine.send(std::to_string(n), Machine::adding({}));
    machine.processor->drain();
  }
  EXPECT_EQ(machine.log.stream_reads, 1U);
}

TEST(World, folds_what_it_let_go_again_from_the_log) {
  Machine machine({.streams_max = 2});
  for (const char* stream : {"count-a", "count-b", "count-c", "count-b"}) {
    machine.send(stream, Machine::adding({.by = 30, .stream = stream}));
    machine.processor->drain();
  }
  EXPECT_EQ(machine.log.stream_reads, 3U);  // count-b was still held
  machine.send("again", Machine::adding({.by = 30, .stream = "count-a"}));
  machine.processor->drain();
  EXPECT_EQ(machine.log.stream_reads, 4U);
  EXPECT_EQ(machine.outcome<Done>("again")->answer.at("total"), 60);
}

TEST(World, lets_nothing_go_while_a_batch_runs) {
  Machine machine({.streams_max = 1});
  for (int n = 0; n < 3; ++n) {
    for (const char* stream : {"count-a", "count-b", "count-c"}) {
      machine.send(stream + std::to_string(n), Machine::adding({.stream = stream}));
    }
  }
  machine.processor->drain();
  EXPECT_EQ(machine.log.stream_reads, 3U);
  EXPECT_EQ(machine.outcome<Done>("count-a2")->answer.at("total"), 3);
}

TEST(World, holds_the_same_state_live_as_folded_from_the_log) {
  Machine machine;
  const auto odd_numbers = [](World& world) -> Decision {
    world.read<Count>("count-a");
    return Accepted{{support::event("count-a", "Noted", {{"z", 1U}, {"a", 2.0}})}, {}};
  };
  std::string live, folded;
  machine.send("write", odd_numbers);
  machine.send("look", [&](World& world) -> Decision {
    live = world.read<Count>("count-a").notes.at(0);
    return Accepted{};
  });
  machine.processor->drain();
  machine.restart();
  machine.send("look", [&](World& world) -> Decision {
    folded = world.read<Count>("count-a").notes.at(0);
    return Accepted{};
  });
  machine.processor->drain();
  EXPECT_EQ(live, R"({"a":2,"z":1})");
  EXPECT_EQ(live, folded);
}

TEST(World, refuses_two_kinds_of_state_for_one_stream) {
  Machine machine;
  machine.send("count", Machine::adding({}));
  machine.send("other", [](World& world) -> Decision {
    world.read<Names>("count-a");
    return Accepted{};
  });
  machine.processor->drain();
  ASSERT_NE(machine.outcome<Failure>("other"), nullptr);
  EXPECT_EQ(machine.outcome<Failure>("other")->kind, Failure::Kind::defect);
}

TEST(World, makes_ids_of_the_commands_time) {
  Machine machine;
  std::string id;
  machine.send("id", [&](World& world) -> Decision {
    EXPECT_EQ(world.now(), machine.clock.now());
    id = world.new_id();
    EXPECT_NE(id, world.new_id());
    return Accepted{};
  });
  machine.processor->drain();
  EXPECT_EQ(id.substr(0, 13), "0180f8f1-3900");
}

}  // namespace
}  // namespace jejak::specs
