#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

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

TEST(Graph, draws_where_one_instance_was_and_for_how_long) {
  const Trial trial(pictured, R"({"n":0,"trail":""})");
  const Timestamp start = trial.now;
  const auto later = [&](std::int64_t hours) {
    return Timestamp{start.microseconds + hours * 3'600'000'000};
  };
  const std::vector<Stay> stays = {
      {"x", start, later(2)}, {"p.s.t", later(2), {}}, {"x", later(0), later(1)}, {"gone", start, {}}};
  const auto passages = passages_of(*trial.definition, stays, later(29));
  EXPECT_EQ(text_of(passages[1]), "2×, 3 h");
  EXPECT_EQ(text_of(passages[2]), "1×, 1 d 3 h");  // p, by what is inside it
  EXPECT_EQ(text_of(passages.back()), "");
  const std::string mermaid = to_mermaid(*trial.definition, passages);
  EXPECT_NE(mermaid.find("state \"x (2×, 3 h)\" as s1"), std::string::npos) << mermaid;
  EXPECT_NE(mermaid.find("class s1 visited\n  class s2 here"), std::string::npos) << mermaid;
  const std::string dot = to_dot(*trial.definition, passages);
  EXPECT_NE(dot.find("label=\"x (2×, 3 h)\", penwidth=2"), std::string::npos) << dot;
  EXPECT_EQ(to_dot(*trial.definition).find("penwidth"), std::string::npos);
}

TEST(Graph, graphviz_renders_it) {
  if (std::system("command -v dot >/dev/null") != 0) GTEST_SKIP() << "graphviz is not installed";
  const Trial trial(pictured, R"({"n":0,"trail":""})");
  const auto folder = std::filesystem::temp_directory_path();
  const auto file = folder / ("graph-" + std::to_string(std::random_device()()) + ".dot");
  const auto passages = passages_of(*trial.definition, {{"x", trial.now, {}}}, trial.now);
  std::ofstream(file) << to_dot(*trial.definition, passages);
  EXPECT_EQ(std::system(("dot -Tsvg '" + file.string() + "' >/dev/null").c_str()), 0);
  std::filesystem::remove(file);
}

}  // namespace
}  // namespace jejak::statechart
