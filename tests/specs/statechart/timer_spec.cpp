#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

TEST(Timer, fires_at_its_due_instant_and_once) {
  Trial trial(R"({"initial":"x","context":{"n":0},"states":{"x":{"after":{"1000":{"actions":"up"}}}}})");
  EXPECT_EQ(trial.after(999).context("n"), "0");
  EXPECT_EQ(trial.after(1).context("n"), "1");
  EXPECT_TRUE(trial.changed);
  EXPECT_EQ(trial.after(5000).context("n"), "1");
}

TEST(Timer, sees_its_own_instant_within_one_jump_of_the_clock) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"after":{"1000":{"target":"y","actions":"stamp"}}},"y":{"after":{"1000":{"target":"z","actions":"stamp"}}},"z":{}}})");
  trial.after(3'600'000);
  EXPECT_EQ(trial.value(), R"("z")");
  EXPECT_EQ(trial.context("at"), R"("2022-01-01T00:00:02.000000Z")");
}

TEST(Timers, fire_in_order_of_due_time_and_then_of_scheduling) {
  Trial trial(R"({"type":"parallel","context":{"trail":""},"states":{
    "r":{"after":{"2000":{"actions":"c"},"1000":{"actions":"b"}}},"s":{"after":{"soon":{"actions":"a"}}}}})");
  EXPECT_EQ(trial.after(5000).context("trail"), R"("bac")");
}

TEST(Timer, of_a_state_that_is_left_is_cancelled) {
  Trial trial(R"({"initial":"x","states":{"x":{"after":{"1000":"z"},"on":{"GO":"y"}},"y":{},"z":{}}})");
  trial.when("GO");
  EXPECT_TRUE(trial.snapshot.timers.empty());
  EXPECT_EQ(trial.after(5000).value(), R"("y")");
}

TEST(Timer, starts_again_when_its_state_is_entered_again) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"after":{"1000":"z"},"on":{"AGAIN":{"target":"x","reenter":true}}},"z":{}}})");
  EXPECT_EQ(trial.after(600).when("AGAIN").after(600).value(), R"("x")");
  EXPECT_EQ(trial.after(400).value(), R"("z")");
}

TEST(Delay, is_a_duration_or_an_instant_by_name) {
  Trial duration(R"({"initial":"x","states":{"x":{"after":{"duration":"z"}},"z":{}}})");
  EXPECT_EQ(duration.after(1999).value(), R"("x")");
  EXPECT_EQ(duration.after(1).value(), R"("z")");
  Trial instant(R"({"initial":"x","states":{"x":{"after":{"instant":"z"}},"z":{}}})");
  EXPECT_EQ(instant.after(2999).value(), R"("x")");
  EXPECT_EQ(instant.after(1).value(), R"("z")");
}

TEST(Delay, is_evaluated_after_the_entry_actions_of_its_state) {
  Trial trial(
      R"({"initial":"x","context":{"n":1},"states":{"x":{"entry":"up","after":{"by_n":"z"}},"z":{}}})");
  EXPECT_EQ(trial.after(1999).value(), R"("x")");
  EXPECT_EQ(trial.after(1).value(), R"("z")");
}

TEST(Delay, of_zero_or_less_fires_at_once_after_the_step) {
  for (const auto* delay : {"0", "-5", "past"}) {
    Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":"y"}},"y":{"after":{")" + std::string(delay) +
                R"(":"z"}},"z":{}}})");
    trial.when("GO");
    EXPECT_EQ(trial.value(), R"("y")");
    EXPECT_EQ(trial.after(0).value(), R"("z")") << delay;
  }
}

TEST(Delay, that_is_none_stops_the_step) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":"y"}},"y":{"after":{"nonsense":"z"}},"z":{}}})");
  trial.when("GO");
  EXPECT_NE(trial.error.find("gives neither milliseconds, an ISO 8601 duration"), std::string::npos);
  EXPECT_EQ(trial.value(), R"("x")");
}

TEST(Timers, that_never_come_to_rest_are_stopped) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"on":{"GO":"y"}},"y":{"after":{"0":"z"}},"z":{"after":{"0":"y"}}}})");
  trial.when("GO");
  trial.after(0);
  EXPECT_NE(trial.error.find("more than 1000 timers fire at"), std::string::npos);
}

TEST(After, sees_no_data_and_its_own_event) {
  Trial trial(
      R"({"initial":"x","context":{"trail":""},"states":{"x":{"after":{"1000":{"guard":"no_data","actions":"event"}}}}})");
  EXPECT_EQ(trial.after(1000).context("trail"), R"("<xstate.after.1000.(machine).x>")");
}

}  // namespace
}  // namespace jejak::statechart
