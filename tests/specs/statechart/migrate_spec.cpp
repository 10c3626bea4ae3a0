#include "engine/statechart/migrate.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

Migration migration_of(const Trial& from, const Trial& to, const std::string& mapping = "{}") {
  auto migration = Migration::compile(from.definition, to.definition, parsed(mapping).as_object());
  EXPECT_TRUE(migration.has_value()) << (migration ? "" : migration.error()[0].pointer + migration.error()[0].message);
  return std::move(*migration);
}

// Where it lands, as JSON; or "pointer: message".
std::string landed(const Trial& from, const Trial& to, const std::string& mapping = "{}") {
  const auto snapshot = migration_of(from, to, mapping).land(from.snapshot, from.now);
  if (!snapshot) return snapshot.error().pointer + ": " + snapshot.error().message;
  const json::value document = to_json(*to.definition, *snapshot);
  EXPECT_TRUE(restore(*to.definition, document).has_value()) << "what it lands in is no legal snapshot";
  return canonical_json(document);
}

const char* const desk = R"({"id":"m","initial":"desk","context":{"n":1},"states":{"desk":{"on":{"GO":"hall"}},"hall":{}}})";

TEST(Landing, keeps_states_of_the_same_path_where_nothing_is_said) {
  Trial from(desk), to(desk);
  from.when("GO");
  EXPECT_EQ(landed(from, to), R"({"context":{"n":1},"status":"active","value":"hall"})");
}

TEST(Landing, goes_where_the_longest_part_of_a_path_is_mapped_to) {
  Trial from(R"({"id":"m","initial":"a","states":{"a":{"initial":"x","states":{"x":{},"y":{}}}}})");
  Trial to(R"({"id":"m","initial":"q","states":{"q":{},"b":{"initial":"y","states":{"x":{},"y":{},"z":{}}}}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"a":"b"}})"), R"({"context":{},"status":"active","value":{"b":"x"}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"a":"b","a.x":"b.z"}})"), R"({"context":{},"status":"active","value":{"b":"z"}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"a.x":"b"}})"), R"({"context":{},"status":"active","value":{"b":"y"}})");
}

TEST(Landing, enters_by_default_the_regions_of_which_nothing_is_said) {
  Trial from(R"({"id":"m","initial":"w","states":{"w":{}}})");
  Trial to(R"({"id":"m","initial":"p","states":{"p":{"type":"parallel","states":{
    "l":{"initial":"1","states":{"1":{},"2":{}}},"r":{"initial":"1","states":{"1":{},"2":{}}}}}}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"w":"p.l.2"}})"), R"({"context":{},"status":"active","value":{"p":{"l":"2","r":"1"}}})");
}

TEST(Landing, without_a_counterpart_says_which_state_has_none) {
  Trial from(desk), to(R"({"id":"m","initial":"office","states":{"office":{}}})");
  EXPECT_EQ(landed(from, to), R"(/states: "desk" has no counterpart: the new version has no state "desk")");
}

TEST(Landing, in_states_that_exclude_each_other_is_refused) {
  Trial from(R"({"id":"m","type":"parallel","states":{"l":{"initial":"1","states":{"1":{}}},"r":{"initial":"1","states":{"1":{}}}}})");
  Trial to(R"({"id":"m","initial":"a","states":{"a":{},"b":{}}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"l":"a","l.1":"a","r.1":"b"}})"), R"(/states: "a" and "b" cannot both be active)");
}

TEST(Landing, has_the_new_context_then_the_old_one_then_what_the_mapping_gives_from_the_old_one) {
  Trial from(R"({"id":"m","initial":"x","context":{"n":1,"kept":"k"},"states":{"x":{"on":{"UP":{"actions":"up"}}}}})");
  Trial to(R"({"id":"m","initial":"x","context":{"n":7,"fresh":true},"states":{"x":{}}})");
  from.when("UP");
  EXPECT_EQ(landed(from, to), R"({"context":{"fresh":true,"kept":"k","n":2},"status":"active","value":"x"})");
  EXPECT_EQ(landed(from, to, R"({"context":{"n":{"+":[{"var":"context.n"},10]},"was":{"var":"state"},"kept":{"var":"context.n"}}})"),
            R"({"context":{"fresh":true,"kept":2,"n":12,"was":"x"},"status":"active","value":"x"})");
}

TEST(Landing, keeps_a_timer_of_the_same_delay_and_starts_new_ones_from_now) {
  const std::string waits = R"({"id":"m","initial":"w","states":{"w":{"after":{"soon":"f"}},"f":{}}})";
  Trial from(waits);
  from.after(500);
  Trial same(R"({"id":"m","initial":"v","states":{"v":{"after":{"duration":"f","soon":"f"}},"f":{}}})");
  EXPECT_EQ(landed(from, same, R"({"states":{"w":"v"}})"),
            R"({"context":{},"status":"active","timer_sequence":2,"timers":[)"
            R"({"due":"2022-01-01T00:00:01.000000Z","key":"m.v/1","sequence":1},)"
            R"({"due":"2022-01-01T00:00:02.500000Z","key":"m.v/0","sequence":2}],"value":"v"})");
}

TEST(Landing, does_not_start_again_a_timer_that_was_spent) {
  const std::string refuses = R"({"id":"m","initial":"w","states":{"w":{"after":{"soon":{"target":"f","guard":"no"}}},"f":{}}})";
  Trial from(refuses), to(refuses);
  from.after(1500);
  EXPECT_EQ(from.snapshot.timers.size(), 0u);
  EXPECT_EQ(landed(from, to), R"({"context":{},"status":"active","timer_sequence":1,"value":"w"})");
}

TEST(Landing, takes_always_until_the_machine_settles) {
  Trial from(R"({"id":"m","initial":"w","context":{"n":3},"states":{"w":{}}})");
  Trial to(R"({"id":"m","initial":"v","context":{"n":0},"states":{"v":{},"w":{"always":{"target":"x","guard":"big"}},"x":{}}})");
  EXPECT_EQ(landed(from, to), R"({"context":{"n":3},"status":"active","value":"x"})");
}

TEST(Landing, in_a_final_state_is_done_and_waits_for_nothing) {
  Trial from(R"({"id":"m","initial":"w","states":{"w":{"after":{"soon":"w"}}}})");
  Trial to(R"({"id":"m","initial":"v","states":{"v":{},"end":{"type":"final"}}})");
  EXPECT_EQ(landed(from, to, R"({"states":{"w":"end"}})"), R"({"context":{},"status":"done","value":"end"})");
}

struct BadMapping {
  const char* mapping;
  const char* pointer;
};
class Mapping : public testing::TestWithParam<BadMapping> {};

TEST_P(Mapping, with_a_fault_is_refused_with_its_place) {
  const Trial from(desk), to(R"({"id":"m","initial":"office","states":{"office":{"initial":"in","states":{"in":{},"h":{"history":"deep"}}}}})");
  const auto migration = Migration::compile(from.definition, to.definition, parsed(GetParam().mapping).as_object());
  ASSERT_FALSE(migration.has_value()) << GetParam().mapping;
  EXPECT_EQ(migration.error()[0].pointer, GetParam().pointer);
}

INSTANTIATE_TEST_SUITE_P(All, Mapping,
                         testing::Values(BadMapping{R"({"states":{"nowhere":"office"}})", "/states/nowhere"},
                                         BadMapping{R"({"states":{"desk":"nowhere"}})", "/states/desk"},
                                         BadMapping{R"({"states":{"desk":7}})", "/states/desk"},
                                         BadMapping{R"({"states":{"desk":""}})", "/states/desk"},
                                         BadMapping{R"({"states":{"desk":"office.h"}})", "/states/desk"},
                                         BadMapping{R"({"states":[]})", "/states"},
                                         BadMapping{R"({"context":{"n":{"sum":[1]}}})", "/context/n/sum"},
                                         BadMapping{R"({"context":1})", "/context"}, BadMapping{R"({"more":{}})", "/more"}));

RC_GTEST_PROP(Landing, in_the_same_definition_changes_nothing_but_the_order_of_entry, ()) {
  const Trial trial = after_steps(*rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12)));
  const Trial same(busy_machine);
  const auto snapshot = migration_of(trial, same).land(trial.snapshot, trial.now);
  RC_ASSERT(snapshot.has_value());
  Snapshot expected = trial.snapshot;
  std::sort(expected.active.begin(), expected.active.end());
  if (expected.done) expected.timer_sequence = 0;
  RC_ASSERT(*snapshot == expected);
}

}  // namespace
}  // namespace jejak::statechart
