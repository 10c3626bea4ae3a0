#include "engine/statechart/check.hpp"
#include "engine/statechart/graph.hpp"
#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

std::string findings_of(const std::string& definition) {
  const json::value document = parsed(definition);
  const auto compiled = compile(document);
  if (!compiled) return "refused: " + compiled.error()[0].pointer + ": " + compiled.error()[0].message;
  std::string findings;
  for (const auto& finding : check(**compiled, document))
    findings += finding.pointer + ": " + finding.message + "\n";
  return findings;
}

std::string bare(const std::string& machine, const std::string& more = "") {
  return R"({"id":"d","version":"1","machine":)" + machine + more + "}";
}

TEST(Check, finds_nothing_in_a_sound_definition) {
  EXPECT_EQ(
      findings_of(bare(R"({"id":"m","initial":"x","states":{"x":{"on":{"GO":"f"}},"f":{"type":"final"}}})")),
      "");
}

TEST(Check, finds_states_that_can_never_be_entered) {
  EXPECT_EQ(
      findings_of(bare(
          R"({"id":"m","initial":"x","states":{"x":{"type":"final"},"y":{"initial":"z","states":{"z":{}}}}})")),
      "/machine/states/y: \"m.y\" can never be entered\n");
}

TEST(Check, finds_states_without_a_way_out) {
  EXPECT_EQ(
      findings_of(bare(R"({"id":"m","initial":"x","states":{"x":{"on":{"A":"y"}},"y":{"on":{"A":{}}}}})")),
      "/machine/states/y: \"m.y\" has no way out and is not a final state\n");
}

TEST(Check, finds_candidates_behind_one_without_a_guard) {
  EXPECT_EQ(
      findings_of(bare(
          R"({"id":"m","initial":"x","states":{"x":{"on":{"A":["f",{"target":"x"}]}},"f":{"type":"final"}}})")),
      "/machine/states/x/on/A/1: can never be taken: a candidate before it has no guard\n");
}

TEST(Check, finds_always_guards_that_read_the_event) {
  const std::string machine =
      R"({"id":"m","initial":"x","states":{"x":{"always":{"target":"f","guard":"g"}},"f":{"type":"final"}}})";
  EXPECT_NE(findings_of(bare(machine, R"(,"guards":{"g":{"var":"event.data"}})")).find("reads the event"),
            std::string::npos);
  EXPECT_EQ(findings_of(bare(machine, R"(,"guards":{"g":{"var":"context.x"}})")), "");
}

TEST(Check, finds_what_nothing_uses) {
  EXPECT_EQ(findings_of(
                bare(R"({"id":"m","on":{"A":{"target":"#m"}}})", R"(,"guards":{"g":true},"roles":{"B":[]})")),
            "/guards/g: nothing uses the guard \"g\"\n/roles/B: no state takes the event \"B\"\n");
}

const char* const pictured =
    R"({"id":"m","initial":"x","states":{"x":{"entry":"up","on":{"GO":{"target":"p","guard":"big","actions":["a","b"]}}},
  "p":{"type":"parallel","states":{"r":{"after":{"soon":"#m.f"}},"s":{"initial":"t","states":{"t":{},"h":{"history":"deep"}}}}},"f":{"type":"final"}}})";

TEST(Graph, names_every_state_and_transition) {
  const Trial trial(pictured, R"({"n":0,"trail":""})");
  const std::string mermaid = to_mermaid(*trial.definition);
  EXPECT_EQ(mermaid.rfind("stateDiagram-v2\n", 0), 0u);
  EXPECT_NE(mermaid.find("s1 --> s2: GO [big] / a, b"), std::string::npos) << mermaid;
  EXPECT_NE(to_dot(*trial.definition).find("label=\"after soon\""), std::string::npos);
  EXPECT_NE(to_scxml(*trial.definition)
                .find("<transition event=\"GO\" cond=\"big\" target=\"m.p\" type=\"internal\">"),
            std::string::npos)
      << to_scxml(*trial.definition);
}

}  // namespace
}  // namespace jejak::statechart
