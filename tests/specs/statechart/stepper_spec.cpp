#include "engine/statechart/stepper.hpp"

#include <cstdlib>
#include <new>

#include "tests/specs/statechart/trial.hpp"

namespace {
std::size_t allocations = 0;
std::size_t allocated_bytes = 0;
}  // namespace

// Counts every allocation of this test program.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  allocated_bytes += size;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size); }
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace jejak::statechart {
namespace {

constexpr Timestamp noon{1'640'995'200'000'000};

DefinitionPtr compiled(const std::string& machine) { return *compile(parsed(definition_of(machine))); }

TEST(Stepper, steps_as_the_pure_functions_do) {
  const auto definition = compiled(
      R"({"initial":"x","context":{"n":0},"states":{"x":{"on":{"GO":[{"target":"y","guard":"big"},{"actions":"up"}]}},
                "y":{"after":{"soon":"x"}}}})");
  Stepper stepper(*definition);
  Snapshot in_place = *stepper.start(noon);
  Snapshot copied = *start(*definition, noon);
  for (int i = 0; i < 5; ++i) {
    const auto changed = stepper.send(in_place, Sent{"GO"}, noon);
    const auto outcome = send(*definition, copied, Sent{"GO"}, noon);
    ASSERT_TRUE(changed && outcome);
    EXPECT_EQ(*changed, outcome->changed);
    copied = outcome->snapshot;
    EXPECT_EQ(in_place, copied);
  }
  ASSERT_EQ(in_place.timers.size(), 1u);
  EXPECT_TRUE(*stepper.fire(in_place, in_place.timers[0]));
  EXPECT_EQ(canonical_json(state_value(*definition, in_place)), R"("x")");
}

TEST(Stepper, names_the_guards_of_the_last_step_only) {
  const auto definition = compiled(
      R"({"initial":"x","states":{"x":{"on":{"GO":{"target":"y","guard":"no"},"OTHER":{"target":"y","guard":"broken"}}},"y":{}}})");
  Stepper stepper(*definition);
  Snapshot snapshot = *stepper.start(noon);
  EXPECT_FALSE(*stepper.send(snapshot, Sent{"GO"}, noon));
  ASSERT_EQ(stepper.refused_by().size(), 1u);
  EXPECT_EQ(stepper.refused_by()[0].guard, "no");
  EXPECT_FALSE(*stepper.send(snapshot, Sent{"NOTHING"}, noon));
  EXPECT_TRUE(stepper.refused_by().empty());
}

TEST(Step_that_fails, leaves_no_trace_in_place) {
  const auto definition = compiled(
      R"({"initial":"x","context":{"n":0},"states":{"x":{"after":{"1000":"never"},"on":{"GO":{"target":"y","actions":["up","stamp"]}}},
                "y":{"after":{"2000":"x"},"always":{"target":"z","actions":"up"}},"z":{"always":"y"},
                "never":{"always":{"target":"y","guard":"broken"}}}})");
  Stepper stepper(*definition);
  Snapshot snapshot = *stepper.start(noon);
  const Snapshot before = snapshot;
  EXPECT_FALSE(stepper.send(snapshot, Sent{"GO"}, noon));
  EXPECT_EQ(snapshot, before);
  EXPECT_EQ(canonical_json(snapshot.context), canonical_json(before.context));
  EXPECT_FALSE(stepper.fire(snapshot, snapshot.timers[0]));
  EXPECT_EQ(snapshot, before);
}

TEST(Step, over_numbers_allocates_nothing) {
  const auto definition = compiled(
      R"({"initial":"x","context":{"n":0},"states":{
                "x":{"on":{"GO":[{"target":"y","guard":"big"},{"target":"p","actions":"up"}]}},
                "p":{"initial":"q","after":{"soon":"x"},"states":{"q":{"always":"r"},"r":{"type":"final"}},"onDone":"x"},"y":{}}})");
  Stepper stepper(*definition);
  Snapshot snapshot = *stepper.start(noon);
  ASSERT_TRUE(*stepper.send(snapshot, Sent{"GO"}, noon));  // the buffers grow once
  const std::size_t before = allocations;
  const auto taken = stepper.send(snapshot, Sent{"GO"}, noon);
  const auto unknown = stepper.send(snapshot, Sent{"UNKNOWN_EVENT_OF_A_LONG_NAME"}, noon);
  const std::size_t after = allocations;
  EXPECT_TRUE(*taken);
  EXPECT_FALSE(*unknown);
  EXPECT_EQ(after, before);
}

TEST(Snapshot, takes_at_most_512_bytes_beside_its_context) {
  const auto definition = compiled(
      R"({"type":"parallel","context":{},"states":{"a":{"after":{"1000":"a"}},"b":{"after":{"1000":"b"}},"c":{"initial":"1",
                "states":{"1":{},"h":{"type":"history"}}},"d":{}}})");
  const Snapshot snapshot = *start(*definition, noon);
  const std::size_t before = allocated_bytes;
  const auto copy = std::make_unique<Snapshot>(snapshot);
  EXPECT_LE(allocated_bytes - before, 512u);
  EXPECT_EQ(copy->timers.size(), 2u);
}

}  // namespace
}  // namespace jejak::statechart
