#include <array>
#include <boost/json/monotonic_resource.hpp>

#include "engine/statechart/explain.hpp"
#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

struct Refusal {
  const char* machine;
  const char* fault;  // what the list of faults has to contain
};

const Refusal refusals[] = {
    {R"({"initial":"x","states":{"x":{"invoke":{"src":"y"}}}})",
     "/machine/states/x/invoke: \"invoke\" is not a part of a state: invoked actors are not supported"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":null}}}})", "/machine/states/x/on/GO: a transition is"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"target":null}}}}})",
     "/machine/states/x/on/GO/target: a target is"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":[null]}}}})", "/machine/states/x/on/GO/0: a transition is"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":"nowhere"}}}})",
     "/machine/states/x/on/GO: no state \"nowhere\" in the machine"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":"#none"}}}})",
     "/machine/states/x/on/GO: no state \"#none\""},
    {R"({"initial":"x","on":{"GO":"x"},"states":{"x":{}}})", "did you mean \".x\"?"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"guard":"who"}}}}})",
     "/machine/states/x/on/GO/guard: no guard \"who\""},
    {R"({"initial":"x","states":{"x":{"entry":["who"]}}})", "/machine/states/x/entry/0: no action \"who\""},
    {R"({"initial":"x","states":{"x":{"after":{"whenever":"x"}}}})",
     "/machine/states/x/after/whenever: \"whenever\" is neither"},
    {R"({"initial":"x","states":{"x":{"after":{"1000":["x"]}}}})",
     "XState ignores a bare target in a list under `after`"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"cond":"yes"}}}}})", "XState 5 calls it `guard`"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"internal":true}}}}})", "XState 5 has `reenter`"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"guard":{"type":"yes","params":{}}}}}}})",
     "parameters are not passed"},
    {R"({"initial":"x","states":{"x":{"on":{"":"x"}}}})", "transitions without an event stand in `always`"},
    {R"({"initial":"x","states":{"x":{"surprise":1}}})",
     "/machine/states/x/surprise: \"surprise\" is not a part of a state"},
    {R"({"initial":"x.y","states":{"x":{"initial":"y","states":{"y":{}}}}})",
     "/machine/initial: \"x.y\" is not a direct child"},
    {R"({"states":{"x":{}}})", "/machine: a compound state names its \"initial\" state"},
    {R"({"type":"parallel","states":{}})", "at least one state"},
    {R"({"initial":"x","states":{"x":{"type":"final","states":{"y":{}}}}})",
     "cannot stand in an atomic or final state"},
    {R"({"initial":"x","states":{"x":{"type":"odd"}}})", "/machine/states/x/type: the type of a state is"},
    {R"({"initial":"x","states":{"x":{"id":"i"},"y":{"id":"i"}}})",
     "the id \"i\" is taken by /machine/states/x"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"target":["x","y"]}}},"y":{}}})",
     "cannot be active together"},
    {R"({"initial":"h","states":{"x":{},"h":{"type":"history"}}})", "leads back to itself"},
    {R"({"initial":"x","states":{"x":null}})", "/machine/states/x: a state is an object"},
    {R"({"initial":"x","context":5,"states":{"x":{}}})", "/machine/context: the context is an object"},
    {R"({"initial":"x","states":{"x":{"on":{"GO":{"reenter":"yes"}}}}})", "\"reenter\" is true or false"},
    {R"({"initial":"x","states":{"x":{"output":5}}})", "output is not supported"},
};

class Refused : public testing::TestWithParam<Refusal> {};

TEST_P(Refused, with_place_and_reason) {
  EXPECT_NE(faults_of(definition_of(GetParam().machine)).find(GetParam().fault), std::string::npos)
      << GetParam().machine << "\ngave\n"
      << faults_of(definition_of(GetParam().machine));
}

INSTANTIATE_TEST_SUITE_P(Machines, Refused, testing::ValuesIn(refusals));

TEST(Definition, is_refused_for_sections_that_it_does_not_have) {
  EXPECT_EQ(faults_of(R"({"machine":{},"gards":{}})"), "/gards: \"gards\" is not a part of a definition\n");
}

TEST(Definition, is_refused_for_a_bad_rule_at_load) {
  EXPECT_EQ(faults_of(R"({"guards":{"g":{"and":[{"frob":1}]}},"machine":{}})"),
            "/guards/g/and/0/frob: \"frob\" is not a JsonLogic operator\n");
}

TEST(Definition, reports_every_fault_in_document_order) {
  const auto compiled = compile(parsed(
      R"({"guards":{"g":{"frob":1}},"machine":{"initial":"x","states":{"x":{"on":{"A":"no","B":{"guard":"no"}}}}},"roles":{"A":1}})"));
  ASSERT_FALSE(compiled);
  ASSERT_EQ(compiled.error().size(), 4u);
  EXPECT_EQ(compiled.error()[0].pointer, "/guards/g/frob");
  EXPECT_EQ(compiled.error()[1].pointer, "/machine/states/x/on/A");
  EXPECT_EQ(compiled.error()[2].pointer, "/machine/states/x/on/B/guard");
  EXPECT_EQ(compiled.error()[3].pointer, "/roles/A");
}

TEST(Definition, has_a_bound_on_its_states) {
  std::string states;
  for (int i = 0; i < 1100; ++i) states += (i == 0 ? "\"s" : ",\"s") + std::to_string(i) + "\":{}";
  EXPECT_NE(
      faults_of(definition_of(R"({"initial":"s0","states":{)" + states + "}}")).find("at most 1024 states"),
      std::string::npos);
}

// Definitions come out of events, whose parser reuses its memory for the next one.
TEST(Definition, needs_nothing_of_the_document_that_it_was_compiled_from) {
  std::array<unsigned char, 16'384> buffer{};
  DefinitionPtr definition;
  {
    json::monotonic_resource memory(buffer.data(), buffer.size());
    const auto document = parse_own_json(
        R"({"guards":{"g":{"in":[{"var":"context.a"},["x","y"]]}},"title":{"id":"a","en":"b"},"roles":{"GO":["admin"]},)"
        R"("machine":{"context":{"a":"none of these"},"initial":"s","states":{"s":{"on":{"GO":{"guard":"g","target":"t"}}},"t":{}}}})",
        &memory);
    definition = compile(*document).value();
  }
  buffer.fill(0xFF);
  EXPECT_EQ(canonical_json(*guard_rule(*definition, "g")), R"({"in":[{"var":"context.a"},["x","y"]]})");
  EXPECT_EQ(canonical_json(*roles_of(*definition, "GO")), R"(["admin"])");
  const auto begun = start(*definition, {});
  ASSERT_TRUE(begun);
  const auto outcome = send(*definition, *begun, "GO", nullptr, {});
  ASSERT_TRUE(outcome);
  EXPECT_FALSE(outcome->changed);
  const auto reasons = explain_guard(*definition, *begun, "g", {"GO", nullptr}, {});
  ASSERT_EQ(reasons.size(), 1U);
  EXPECT_EQ(reasons[0].en, R"(context.a ("none of these") must be in a list of 2)");
}

}  // namespace
}  // namespace jejak::statechart
