#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

RC_GTEST_PROP(Snapshot, reads_back_from_its_json, ()) {
  const auto trial = after_steps(*rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12)));
  const json::value document = to_json(*trial.definition, trial.snapshot);
  const auto restored = restore(*trial.definition, parsed(canonical_json(document)));
  RC_ASSERT(static_cast<bool>(restored));
  RC_ASSERT(*restored == trial.snapshot);
}

RC_GTEST_PROP(Steps, give_the_same_on_every_run, ()) {
  const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12));
  RC_ASSERT(after_steps(steps).snapshot == after_steps(steps).snapshot);
}

TEST(Snapshot, in_json_says_value_context_and_status) {
  const Trial trial(R"({"initial":"x","context":{"n":1},"states":{"x":{}}})");
  EXPECT_EQ(canonical_json(to_json(*trial.definition, trial.snapshot)),
            R"({"context":{"n":1},"status":"active","value":"x"})");
}

struct BadSnapshot {
  const char* document;
  const char* pointer;
};

class Restore : public testing::TestWithParam<BadSnapshot> {};

TEST_P(Restore, refuses_what_the_definition_does_not_have) {
  const Trial trial(busy_machine);
  const auto restored = restore(*trial.definition, parsed(GetParam().document));
  ASSERT_FALSE(restored) << GetParam().document;
  EXPECT_EQ(restored.error()[0].pointer, GetParam().pointer);
}

const BadSnapshot bad_snapshots[] = {
    {R"({"value":"nowhere","context":{},"status":"active"})", "/value"},
    {R"({"value":"p","context":{},"status":"active"})", "/value"},
    {R"({"value":{"p":{"a":"1"}},"context":{},"status":"active"})", "/value/p"},
    {R"({"value":"q","context":5,"status":"active"})", "/context"},
    {R"({"value":"q","context":{},"status":"odd"})", "/status"},
    {R"({"value":"q","context":{},"status":"done"})", "/status"},
    {R"({"value":"f","context":{},"status":"active"})", "/status"},
    {R"({"value":"q","context":{},"status":"active","history":{"m.q":["m.q"]}})", "/history/m.q"},
    {R"({"value":"q","context":{},"status":"active","history":{"m.p.h":["m.q"]}})", "/history/m.p.h"},
    {R"({"value":"q","context":{},"status":"active","timer_sequence":1,"timers":[{"key":"m.p.a.1/0","due":"2022-01-01T00:00:00Z","sequence":1}]})",
     "/timers/0/key"},
    {R"({"value":"q","context":{},"status":"active","timer_sequence":1,"timers":[{"key":"m.q/0","due":"soon","sequence":1}]})",
     "/timers/0/due"},
    {R"({"value":"q","context":{},"status":"active","entered":["m.p.a.1"]})", "/entered"},
    {R"({"value":"q","context":{},"status":"active","extra":1})", "/extra"},
};

INSTANTIATE_TEST_SUITE_P(Documents, Restore, testing::ValuesIn(bad_snapshots));

TEST(Queries, tell_which_states_are_active_and_which_events_they_name) {
  Trial trial(
      R"({"initial":"p","on":{"QUIT":".z","STOP":".z","*":".z"},"states":{"p":{"initial":"x","on":{"GO":"z"},
    "states":{"x":{"on":{"NEXT":"y","STOP":{},"a.*":"y"}},"y":{}}},"z":{}}})");
  EXPECT_TRUE(matches(*trial.definition, trial.snapshot, "p"));
  EXPECT_TRUE(matches(*trial.definition, trial.snapshot, "p.x"));
  EXPECT_FALSE(matches(*trial.definition, trial.snapshot, "p.y"));
  EXPECT_EQ(mentioned_events(*trial.definition, trial.snapshot),
            (std::vector<std::string>{"NEXT", "GO", "QUIT"}));
}

TEST(Queries, give_roles_forms_guards_and_titles) {
  const auto definition = compile(parsed(
      R"({"id":"d","version":"7","title":{"en":"Trail"},"guards":{"g":{"var":"x"}},"roles":{"GO":["admin"]},
          "forms":{"GO":{"type":"object"}},"machine":{"on":{"GO":{}}}})"));
  ASSERT_TRUE(definition);
  EXPECT_EQ(id_of(**definition), "d");
  EXPECT_EQ(version_of(**definition), "7");
  EXPECT_EQ(*roles_of(**definition, "GO"), json::value(json::array{"admin"}));
  EXPECT_EQ(roles_of(**definition, "NO"), nullptr);
  EXPECT_NE(form_of(**definition, "GO"), nullptr);
  EXPECT_EQ(*guard_rule(**definition, "g"), parsed(R"({"var":"x"})"));
  EXPECT_EQ(titles_of(**definition).at("en"), json::value("Trail"));
}

}  // namespace
}  // namespace jejak::statechart
