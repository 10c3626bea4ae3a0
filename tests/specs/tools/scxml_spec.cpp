#include <gtest/gtest.h>

#include <random>

#include "engine/statechart/graph.hpp"
#include "engine/statechart/statechart.hpp"
#include "tools/scxml_reader.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {
namespace {

using statechart::DefinitionPtr;

DefinitionPtr compiled(const json::value& document) {
  auto definition = statechart::compile(document);
  return definition ? *std::move(definition) : nullptr;
}

// What an SCXML text describes, compiled; or what is wrong with it.
std::string faults_of(const std::vector<XmlFault>& faults) {
  std::string lines;
  for (const auto& [line, message] : faults) lines += std::to_string(line) + ": " + message + "\n";
  return lines;
}

Result<json::object, std::vector<XmlFault>> imported(const std::string& scxml) {
  auto root = read_xml(scxml);
  if (!root) return std::vector<XmlFault>{root.error()};
  return definition_of_scxml(*std::move(root));
}

// The same events to both machines, and time that passes: the same snapshots, step by step.
void expect_equal_traces(const DefinitionPtr& one, const DefinitionPtr& other, const std::vector<std::string>& events,
                         std::uint32_t seed) {
  std::mt19937 random(seed);
  Timestamp now{1'653'444'000'000'000};
  auto left = statechart::start(*one, now);
  auto right = statechart::start(*other, now);
  for (int step = 0; step < 30; ++step) {
    ASSERT_EQ(left.has_value(), right.has_value()) << "seed " << seed;
    if (!left) return;
    ASSERT_EQ(canonical_json(statechart::to_json(*one, *left)), canonical_json(statechart::to_json(*other, *right)))
        << "seed " << seed << ", step " << step;
    now.microseconds += static_cast<std::int64_t>(random() % 5) * 3'600'000'000;
    const auto move = [&](const DefinitionPtr& definition, const statechart::Snapshot& at,
                          const std::string& type) -> Result<statechart::Snapshot, statechart::StepError> {
      auto advanced = statechart::advance(*definition, at, now);
      if (!advanced) return advanced.error();
      auto sent = statechart::send(*definition, advanced->snapshot, statechart::Sent{type}, now);
      if (!sent) return sent.error();
      return std::move(sent->snapshot);
    };
    const std::string type = events[random() % events.size()];
    left = move(one, *left, type);
    right = move(other, *right, type);
  }
}

void expect_round_trip(const json::value& document, std::uint32_t seed) {
  const DefinitionPtr one = compiled(document);
  ASSERT_NE(one, nullptr) << canonical_json(document);
  const std::string scxml = statechart::to_scxml(*one);
  const auto again = imported(scxml);
  ASSERT_TRUE(again) << faults_of(again.error()) << scxml;
  const auto other = statechart::compile(json::value(*again));
  ASSERT_TRUE(other) << other.error()[0].pointer << ' ' << other.error()[0].message << '\n' << scxml;
  EXPECT_EQ(statechart::to_scxml(**other), scxml);
  std::vector<std::string> events{"A", "B", "C.x"};
  for (const std::string& type : statechart::mentioned_events(*one, *statechart::start(*one, Timestamp{}))) events.push_back(type);
  expect_equal_traces(one, *other, events, seed);
}

// A machine of all that SCXML can say, drawn at random: some do not compile (no way in, no such history).
class RandomMachine {
 public:
  explicit RandomMachine(std::uint32_t seed) : random_(seed) {}

  json::value make() {
    json::object root = compound(0);
    collect(root, "");
    wire(root);
    root["id"] = "acak";
    root["context"] = json::object{{"n", 0}};
    return {{"id", "acak"},
            {"version", "1"},
            {"title", {{"id", "Acak"}, {"en", "Random"}}},
            {"guards", {{"odd", {{"==", {{{"%", {{{"var", "context.n"}}, 2}}}, 1}}}}, {"never", false}}},
            {"actions", {{"count", {{"assign", {{"n", {{"+", {{{"var", "context.n"}}, 1}}}}}}}}, {"reset", {{"assign", {{"n", 0}}}}}}},
            {"delays", {{"soon", 7'200'000}}},
            {"machine", root}};
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  json::object compound(int depth) {
    json::object state, states;
    const bool parallel = depth > 0 && below(4) == 0;
    const std::uint32_t count = 2 + below(2);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string key = std::string(1, static_cast<char>('a' + i)) + std::to_string(depth);
      if (depth < 2 && below(3) == 0) {
        states[key] = compound(depth + 1);
      } else if (!parallel && i > 0 && below(6) == 0) {
        states[key] = json::object{{"type", "final"}};
      } else {
        states[key] = json::object{};
      }
    }
    if (depth > 0 && below(4) == 0) states["h"] = json::object{{"type", "history"}, {"history", below(2) ? "deep" : "shallow"}};
    if (parallel) {
      state["type"] = "parallel";
    } else {
      state["initial"] = "a" + std::to_string(depth);
    }
    state["states"] = std::move(states);
    return state;
  }

  void collect(json::object& state, const std::string& id) {
    if (!id.empty()) state["id"] = id;
    if (!id.empty() && !state.contains("history")) ids_.push_back(id);
    if (json::value* states = state.if_contains("states"))
      for (auto& [key, child] : states->as_object()) collect(child.as_object(), id + (id.empty() ? "" : "-") + std::string(key));
    if (state.contains("history")) ids_.push_back(id);
  }

  json::object transition() {
    json::object made;
    if (below(5) != 0) made["target"] = "#" + ids_[below(static_cast<std::uint32_t>(ids_.size()))];
    if (below(3) == 0) made["guard"] = below(4) == 0 ? "never" : "odd";
    if (below(2) == 0) made["actions"] = json::array{"count"};
    if (made.contains("target") && below(3) == 0) made["reenter"] = true;
    return made;
  }

  void wire(json::object& state) {
    if (json::value* states = state.if_contains("states"))
      for (auto& [key, child] : states->as_object()) wire(child.as_object());
    const json::value* type = state.if_contains("type");
    if (type && (*type == "final" || *type == "history")) return;
    json::object on;
    for (const char* event : {"A", "B", "C.*", "*"}) {
      if (below(3) == 0) on[event] = json::array{transition(), transition()};
    }
    if (!on.empty()) state["on"] = std::move(on);
    if (below(5) == 0) state["after"] = json::object{{below(2) ? "soon" : "3600000", transition()}};
    if (below(8) == 0) state["entry"] = json::array{"count"};
    if (below(8) == 0) state["exit"] = json::array{"reset", "count"};
    if (state.contains("states") && below(3) == 0) state["onDone"] = transition();
  }

  std::mt19937 random_;
  std::vector<std::string> ids_;
};

}  // namespace

TEST(Scxml, of_every_shipped_definition_reads_back_to_the_same_machine) {
  for (const std::string& id : workflows::shipped_ids("definitions")) {
    SCOPED_TRACE(id);
    expect_round_trip(*workflows::shipped_document("definitions", id), 1);
  }
}

TEST(Scxml, of_random_machines_reads_back_to_machines_that_do_the_same) {
  int compiled_ones = 0;
  for (std::uint32_t seed = 1; seed <= 500; ++seed) {
    const json::value document = RandomMachine(seed).make();
    if (compiled(document) == nullptr) continue;
    ++compiled_ones;
    expect_round_trip(document, seed);
    if (HasFatalFailure()) FAIL() << "seed " << seed;
  }
  EXPECT_GT(compiled_ones, 250);
}

TEST(Scxml, from_elsewhere_gives_the_machine_and_names_guards_and_actions) {
  const auto made = imported(R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" name="pintu" initial="tutup">
    <state id="tutup"><transition event="BUKA" cond="boleh" target="buka"><script> catat </script></transition></state>
    <state id="buka"><transition event="TUTUP" target="tutup"/></state></scxml>)");
  ASSERT_TRUE(made) << faults_of(made.error());
  const json::value document = *made;
  EXPECT_EQ(document.at("id"), "pintu");
  EXPECT_EQ(document.at_pointer("/machine/initial"), "tutup");
  EXPECT_EQ(document.at_pointer("/machine/states/tutup/on/BUKA/0/guard"), "boleh");
  EXPECT_EQ(document.at_pointer("/machine/states/tutup/on/BUKA/0/actions/0"), "catat");
}

TEST(Scxml, that_asks_for_more_than_a_machine_is_refused_with_its_line) {
  const auto made = imported("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\">\n<state id=\"a\">\n<invoke/>\n</state></scxml>");
  ASSERT_FALSE(made);
  EXPECT_EQ(faults_of(made.error()), "3: <invoke> is not supported in <state>\n");
}

TEST(Xml, is_refused_where_it_could_reach_outside_or_grow) {
  EXPECT_FALSE(read_xml("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"));
  EXPECT_FALSE(read_xml("<a><b></a>"));
  EXPECT_FALSE(read_xml(""));
  std::string deep;
  for (std::size_t i = 0; i <= xml_depth_max; ++i) deep += "<a>";
  for (std::size_t i = 0; i <= xml_depth_max; ++i) deep += "</a>";
  EXPECT_FALSE(read_xml(deep));
  std::string many = "<a>";
  for (std::size_t i = 0; i <= xml_elements_max; ++i) many += "<b/>";
  EXPECT_FALSE(read_xml(many + "</a>"));
  EXPECT_FALSE(read_xml("<a>" + std::string(xml_bytes_max, ' ') + "</a>"));
  EXPECT_TRUE(read_xml("<a><b/></a>"));
}

}  // namespace jejak::tools
