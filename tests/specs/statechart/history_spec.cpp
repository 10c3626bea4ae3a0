#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

std::string machine_with(const std::string& history) {
  return R"({"initial":"p","states":{"p":{"initial":"a","on":{"OUT":"q"},"states":{
    "a":{"on":{"NEXT":"b"}},"b":{"initial":"1","states":{"1":{"on":{"NEXT":"2"}},"2":{}}},"h":)" +
         history + R"(}},"q":{"on":{"BACK":"p.h"}}}})";
}

TEST(Shallow_history, remembers_the_child_and_enters_it_by_its_initial_state) {
  for (const auto* history :
       {R"({"type":"history"})", R"({"history":true})", R"({"type":"history","history":"shallow"})"}) {
    Trial trial(machine_with(history));
    EXPECT_EQ(trial.when("NEXT").when("NEXT").when("OUT").when("BACK").value(), R"({"p":{"b":"1"}})")
        << history;
  }
}

TEST(Deep_history, remembers_the_leaves) {
  Trial trial(machine_with(R"({"type":"history","history":"deep"})"));
  EXPECT_EQ(trial.when("NEXT").when("NEXT").when("OUT").when("BACK").value(), R"({"p":{"b":"2"}})");
}

TEST(History, that_was_never_left_enters_its_default) {
  Trial trial(
      R"({"initial":"q","states":{"p":{"initial":"a","states":{"a":{},"b":{},"h":{"type":"history","target":"b"}}},"q":{"on":{"GO":"p.h"}}}})");
  EXPECT_EQ(trial.when("GO").value(), R"({"p":"b"})");
}

TEST(History, without_a_default_enters_the_initial_state_of_its_parent) {
  Trial trial(
      R"({"initial":"q","states":{"p":{"initial":"a","states":{"a":{},"b":{},"h":{"type":"history"}}},"q":{"on":{"GO":"p.h"}}}})");
  EXPECT_EQ(trial.when("GO").value(), R"({"p":"a"})");
}

TEST(History_of_a_parallel_state, restores_every_region) {
  Trial trial(R"({"initial":"p","states":{"p":{"type":"parallel","on":{"OUT":"q"},"states":{
    "a":{"initial":"1","states":{"1":{"on":{"A":"2"}},"2":{}}},"b":{"initial":"1","states":{"1":{"on":{"B":"2"}},"2":{}}},
    "h":{"type":"history","history":"deep"}}},"q":{"on":{"BACK":"p.h"}}}})");
  EXPECT_EQ(trial.when("B").when("OUT").when("BACK").value(), R"({"p":{"a":"1","b":"2"}})");
}

TEST(History_of_a_parallel_state, that_is_asked_from_inside_loses_no_region) {
  Trial trial(R"({"initial":"p","states":{"p":{"type":"parallel","states":{"a":{},
    "b":{"type":"parallel","states":{"x":{"on":{"GO":"h"}},"y":{},"h":{"history":"deep"}}}}}}})");
  EXPECT_EQ(trial.when("GO").value(), R"({"p":{"a":{},"b":{"x":{},"y":{}}}})");
  EXPECT_EQ(trial.snapshot.active.size(), 3u);
}

}  // namespace
}  // namespace jejak::statechart
