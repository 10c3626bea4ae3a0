#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

TEST(Event, that_nothing_accepts_changes_nothing) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":"y"}},"y":{}}})");
  trial.when("OTHER");
  EXPECT_EQ(trial.value(), R"("x")");
  EXPECT_FALSE(trial.changed);
}

TEST(Event, that_nothing_accepts_does_not_wake_always) {
  Trial trial(
      R"({"initial":"x","context":{"n":0},"states":{"x":{"always":{"target":"y","guard":"data_big"}},"y":{}}})");
  trial.when("OTHER", R"({"n":9})");
  EXPECT_EQ(trial.value(), R"("x")");
  EXPECT_FALSE(trial.changed);
}

TEST(Event, changes_when_a_transition_is_taken_though_all_looks_the_same) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":"x"}}}})");
  trial.when("GO");
  EXPECT_TRUE(trial.changed);
}

TEST(Event, of_the_machines_own_kind_is_accepted_from_nobody) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"*":"y"},"after":{"1000":"y"}},"y":{}}})");
  trial.when("xstate.after.1000.(machine).x");
  EXPECT_EQ(trial.value(), R"("x")");
}

TEST(Finished_machine, ignores_events_and_runs_no_timers) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"on":{"GO":"y"}},"y":{"type":"final"}},"on":{"*":".x"},"after":{"1000":".x"}})");
  trial.when("GO");
  EXPECT_TRUE(trial.snapshot.done);
  EXPECT_TRUE(trial.snapshot.timers.empty());
  trial.when("GO").after(2000);
  EXPECT_EQ(trial.value(), R"("y")");
  EXPECT_FALSE(trial.changed);
}

TEST(Forbidden_event, stops_at_the_state_that_forbids_it) {
  Trial trial(R"({"initial":"x","on":{"GO":".y"},"states":{"x":{"on":{"GO":{}}},"y":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("x")");
  EXPECT_FALSE(trial.changed);
}

TEST(Empty_list_of_candidates, is_as_if_absent) {
  Trial trial(R"({"initial":"x","on":{"GO":".y"},"states":{"x":{"on":{"GO":[]}},"y":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("y")");
}

TEST(Candidates, are_tried_in_order) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"on":{"GO":[{"target":"y","guard":"no"},{"target":"z","guard":{"type":"yes"}},"w"]}},
                "w":{},"y":{},"z":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("z")");
}

TEST(Exact_event, comes_before_its_wildcards_and_falls_through_to_them) {
  Trial trial(
      R"({"initial":"x","context":{"n":0},"states":{"x":{"on":{"*":"any","a.*":"part","a.b":{"target":"exact","guard":"data_big"}}},
                "any":{},"part":{},"exact":{}}})");
  EXPECT_EQ(Trial(trial).when("a.b", R"({"n":3})").value(), R"("exact")");
  EXPECT_EQ(Trial(trial).when("a.b", R"({"n":1})").value(), R"("part")");
  EXPECT_EQ(Trial(trial).when("a.b.c").value(), R"("part")");
  EXPECT_EQ(Trial(trial).when("a").value(), R"("part")");
  EXPECT_EQ(Trial(trial).when("ab").value(), R"("any")");
}

TEST(Wildcard, of_a_child_comes_before_the_exact_event_of_its_parent) {
  Trial trial(
      R"({"initial":"p","states":{"p":{"initial":"x","on":{"GO":"q"},"states":{"x":{"on":{"*":"y"}},"y":{}}},"q":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"({"p":"y"})");
}

TEST(Guard, that_is_false_lets_the_parent_have_the_event) {
  Trial trial(
      R"({"initial":"p","states":{"p":{"initial":"x","on":{"GO":"q"},"states":{"x":{"on":{"GO":{"target":"y","guard":"no"}}},"y":{}}},"q":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("q")");
}

TEST(Guard, that_stood_in_the_way_is_named) {
  Trial trial(R"({"initial":"p","states":{"p":{"initial":"x","on":{"GO":{"target":"q","guard":"no"}},
                "states":{"x":{"on":{"GO":{"target":"y","guard":"data_big"}}},"y":{}}},"q":{}}})");
  trial.when("GO");
  ASSERT_EQ(trial.refused_by.size(), 2u);
  EXPECT_EQ(trial.refused_by[0].state, "p.x");
  EXPECT_EQ(trial.refused_by[0].guard, "data_big");
  EXPECT_EQ(trial.refused_by[1].guard, "no");
}

TEST(Guard, without_a_value_stops_the_step) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":{"target":"y","guard":"broken"}}},"y":{}}})");
  trial.when("GO");
  EXPECT_NE(trial.error.find("guard \"broken\" has no value"), std::string::npos);
  EXPECT_EQ(trial.value(), R"("x")");
}

TEST(Data, that_is_absent_is_not_null) {
  Trial trial(R"({"initial":"x","states":{"x":{"on":{"GO":{"target":"y","guard":"no_data"}}},"y":{}}})");
  EXPECT_EQ(Trial(trial).when("GO").value(), R"("y")");
  EXPECT_EQ(Trial(trial).when("GO", "null").value(), R"("x")");
}

TEST(Targets, are_found_as_siblings_children_and_ids) {
  Trial trial(R"({"id":"m","initial":"x","states":{
    "x":{"on":{"SIBLING":"p.b","ID":"#odd","ID_PATH":"#m.p.b","CHILD":"#deep.c"}},
    "p":{"initial":"a","on":{"DOWN":".b"},"states":{"a":{},"b":{"id":"odd"}}},
    "q":{"id":"deep","initial":"c","states":{"c":{}}}}})");
  EXPECT_EQ(Trial(trial).when("SIBLING").value(), R"({"p":"b"})");
  EXPECT_EQ(Trial(trial).when("ID").value(), R"({"p":"b"})");
  EXPECT_EQ(Trial(trial).when("ID_PATH").value(), R"({"p":"b"})");
  EXPECT_EQ(Trial(trial).when("CHILD").value(), R"({"q":"c"})");
  EXPECT_EQ(Trial(trial).when("SIBLING").when("DOWN").value(), R"({"p":"b"})");
}

TEST(Several_targets, enter_their_regions_and_leave_the_others_to_their_defaults) {
  Trial trial(
      R"({"initial":"x","states":{"x":{"on":{"GO":["p.a.2","p.b.2"],"LIST":{"target":["p.a.2","p.b.2"]}}},
    "p":{"type":"parallel","states":{"a":{"initial":"1","states":{"1":{},"2":{}}},"b":{"initial":"1","states":{"1":{},"2":{}}},
    "c":{"initial":"1","states":{"1":{},"2":{}}}}}}})");
  trial.when("LIST");
  EXPECT_EQ(trial.value(), R"({"p":{"a":"2","b":"2","c":"1"}})");
}

TEST(Transition_inside_its_source, does_not_leave_the_source) {
  const std::string machine =
      R"({"initial":"p","context":{"trail":""},"states":{"p":{"initial":"x","entry":"a","exit":"b",
    "on":{"IN":".y","OUT":{"target":".y","reenter":true}},"states":{"x":{},"y":{}}}}})";
  EXPECT_EQ(Trial(machine).when("IN").context("trail"), R"("a")");
  EXPECT_EQ(Trial(machine).when("OUT").context("trail"), R"("aba")");
}

TEST(Transition_to_its_own_source, enters_the_children_anew_but_not_the_source) {
  const std::string machine =
      R"({"initial":"p","context":{"trail":""},"states":{"p":{"initial":"x","entry":"a","exit":"b",
    "on":{"SELF":"p","AGAIN":{"target":"p","reenter":true}},"states":{"x":{"entry":"c","on":{"NEXT":"y"}},"y":{}}}}})";
  EXPECT_EQ(Trial(machine).when("NEXT").when("SELF").context("trail"), R"("acc")");
  EXPECT_EQ(Trial(machine).when("NEXT").when("SELF").value(), R"({"p":"x"})");
  EXPECT_EQ(Trial(machine).when("AGAIN").context("trail"), R"("acbac")");
}

TEST(Actions, run_in_order_exit_transition_entry) {
  Trial trial(
      R"({"initial":"x","context":{"trail":""},"states":{"x":{"exit":"a","on":{"GO":{"target":"p","actions":["b","event"]}}},
    "p":{"entry":"c","initial":{"target":"y","actions":"a"},"states":{"y":{"entry":["b","b"]}}}}})");
  trial.when("GO");
  EXPECT_EQ(trial.context("trail"), R"("ab<GO>cabb")");
}

TEST(Assign, reads_the_old_context_for_all_its_keys) {
  Trial trial(
      R"({"initial":"x","context":{"n":1,"m":2},"states":{"x":{"on":{"GO":{"actions":["swap","up"]}}}}})");
  trial.when("GO");
  EXPECT_EQ(trial.context("n"), "3");
  EXPECT_EQ(trial.context("m"), "1");
}

TEST(Start, merges_the_given_context_over_the_machines) {
  Trial trial(R"({"initial":"x","context":{"n":1,"m":2},"states":{"x":{}}})", R"({"n":5})");
  EXPECT_EQ(trial.context("n"), "5");
  EXPECT_EQ(trial.context("m"), "2");
}

TEST(Always, goes_on_until_nothing_is_enabled) {
  Trial trial(R"({"initial":"x","context":{"n":0},"states":{"x":{"on":{"GO":"y"}},
    "y":{"entry":"up","always":[{"target":"z","guard":"big"},{"target":"y","reenter":true}]},"z":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("z")");
  EXPECT_EQ(trial.context("n"), "3");
}

TEST(Always, that_never_settles_is_stopped_and_nothing_is_kept) {
  Trial trial(
      R"({"initial":"x","context":{"n":0},"states":{"x":{"on":{"GO":"y"}},"y":{"always":{"target":"z","actions":"up"}},"z":{"always":"y"}}})");
  trial.when("GO");
  EXPECT_NE(trial.error.find("does not settle: more than 10000 microsteps"), std::string::npos);
  EXPECT_EQ(trial.value(), R"("x")");
  EXPECT_EQ(trial.context("n"), "0");
}

TEST(A_step, whose_rules_take_too_long_together_is_stopped_and_nothing_is_kept) {
  std::string list = "[0";
  for (int i = 1; i < 2'000; ++i) list += ",0";
  const auto compiled = compile(parsed(
      R"({"id":"spec","version":"1","guards":{"slow":{"none":[{"var":"context.list"},{"var":""}]}},
      "actions":{"up":{"assign":{"n":{"+":[{"var":"context.n"},1]}}}},
      "machine":{"initial":"x","context":{"n":0,"list":)" + list + R"(]},"states":{"x":{"on":{"GO":"y"}},
      "y":{"always":{"target":"z","actions":"up","guard":"slow"}},"z":{"always":{"target":"y","guard":"slow"}}}}})"));
  ASSERT_TRUE(compiled.has_value());
  const auto begun = start(**compiled, Timestamp{0});
  const auto outcome = send(**compiled, *begun, Sent{"GO", nullptr}, Timestamp{0});
  ASSERT_FALSE(outcome.has_value());
  EXPECT_EQ(outcome.error().message, "the rules of one step take more than 5000000 steps");
}

TEST(Parallel_state, hands_the_event_to_every_region) {
  Trial trial(R"({"type":"parallel","on":{"GO":{"actions":"up"}},"context":{"n":0},"states":{
    "a":{"initial":"1","states":{"1":{"on":{"GO":"2"}},"2":{}}},"b":{"initial":"1","states":{"1":{"on":{"GO":"2"}},"2":{}}},"c":{}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"({"a":"2","b":"2","c":{}})");
  EXPECT_EQ(trial.context("n"), "0");
  trial.when("GO");
  EXPECT_EQ(trial.context("n"), "1");
}

TEST(Parallel_state, lets_the_first_of_two_conflicting_transitions_win) {
  Trial trial(R"({"initial":"p","states":{"p":{"type":"parallel","states":{
    "a":{"on":{"GO":"#x"}},"b":{"on":{"GO":"#y"}}}},"x":{"id":"x"},"y":{"id":"y"}}})");
  trial.when("GO");
  EXPECT_EQ(trial.value(), R"("x")");
}

TEST(Done, is_raised_by_a_compound_state_in_its_final_state) {
  Trial trial(
      R"({"initial":"p","context":{"trail":""},"states":{"p":{"initial":"x","onDone":{"target":"q","actions":"event","guard":"no_data"},
    "states":{"x":{"on":{"GO":"f"}},"f":{"type":"final"}}},"q":{}}})");
  trial.when("GO", R"({"n":1})");
  EXPECT_EQ(trial.value(), R"("q")");
  EXPECT_EQ(trial.context("trail"), R"("<xstate.done.state.(machine).p>")");
}

TEST(Done, waits_for_every_region_of_a_parallel_state) {
  Trial trial(R"({"initial":"p","states":{"p":{"type":"parallel","onDone":"q","states":{
    "a":{"initial":"1","states":{"1":{"on":{"A":"2"}},"2":{"type":"final"}}},
    "b":{"initial":"1","states":{"1":{"on":{"B":"2"}},"2":{"type":"final"}}}}},"q":{}}})");
  EXPECT_EQ(trial.when("A").value(), R"({"p":{"a":"2","b":"1"}})");
  EXPECT_EQ(trial.when("B").value(), R"("q")");
}

TEST(Done, of_a_parallel_machine_finishes_it) {
  Trial trial(
      R"({"type":"parallel","states":{"a":{"initial":"1","states":{"1":{"on":{"A":"2"}},"2":{"type":"final"}}},"b":{"type":"final"}}})");
  EXPECT_FALSE(trial.snapshot.done);
  EXPECT_TRUE(trial.when("A").snapshot.done);
}

TEST(Machine_without_states, is_one_state) {
  Trial trial(R"({"context":{"n":0},"on":{"GO":{"actions":"up"}}})");
  EXPECT_EQ(trial.value(), "{}");
  EXPECT_EQ(trial.when("GO").context("n"), "1");
}

}  // namespace
}  // namespace jejak::statechart
