#include "engine/statechart/graph.hpp"
#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

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
