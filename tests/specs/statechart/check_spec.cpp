#include <algorithm>

#include "engine/statechart/check.hpp"
#include "tests/specs/statechart/trial.hpp"

namespace jejak::statechart {
namespace {

std::vector<Finding> checked(const std::string& definition, const CheckOptions& options = {}) {
  const json::value document = parsed(definition);
  const auto compiled = compile(document);
  if (!compiled) {
    ADD_FAILURE() << compiled.error()[0].pointer << ": " << compiled.error()[0].message;
    return {};
  }
  return check(**compiled, document, options);
}

// One line per finding but notes: "severity code /pointer".
std::string findings_of(const std::string& definition, const CheckOptions& options = {}) {
  std::string text;
  for (const auto& finding : checked(definition, options)) {
    EXPECT_FALSE(finding.message.empty() || finding.message_id.empty());
    if (finding.severity == Severity::note) continue;
    text += std::string(name_of(finding.severity)) + " " + finding.code + " " + finding.pointer + "\n";
  }
  return text;
}

Finding the(const std::string& code, const std::string& definition) {
  const auto findings = checked(definition);
  const auto found = std::ranges::find(findings, code, &Finding::code);
  if (found != findings.end()) return *found;
  ADD_FAILURE() << "no finding " << code;
  return {};
}

std::string bare(const std::string& machine, const std::string& more = "") {
  return R"({"id":"d","version":"1","machine":)" + machine + more + "}";
}

std::string states(const std::string& states, const std::string& more = "") {
  return bare(R"({"id":"m","initial":"x","states":{)" + states + "}}", more);
}

using Lines = std::vector<std::string>;

TEST(Check, finds_nothing_in_a_sound_definition) {
  EXPECT_EQ(findings_of(states(R"("x":{"on":{"GO":"f"}},"f":{"type":"final"})")), "");
}

TEST(Check, finds_states_that_can_never_be_entered) {
  EXPECT_EQ(findings_of(states(R"("x":{"type":"final"},"y":{"initial":"z","states":{"z":{}}})")),
            "warning unreachable /machine/states/y\n");
}

TEST(Check, refuses_states_without_a_way_out_and_shows_the_shortest_way_there) {
  const std::string definition =
      states(R"("x":{"on":{"A":"y","B":"z"}},"y":{"on":{"A":"z"}},"z":{"on":{"A":{}}},"f":{"type":"final"},
        "w":{"on":{"F":"f"}})");
  const Finding finding = the("no_way_out", definition);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(finding.pointer, "/machine/states/z");
  EXPECT_EQ(finding.sequence, Lines{R"({"type":"B"})"});
}

TEST(Check, a_state_that_another_region_leads_out_of_has_a_way_out) {
  EXPECT_EQ(findings_of(states(R"("x":{"type":"parallel","states":{"p":{"initial":"i","states":{"i":{}}},
                 "q":{"initial":"j","states":{"j":{"on":{"GO":"#m.f"}}}}}},"f":{"type":"final"})")),
            "");
}

TEST(Check, finds_candidates_that_others_stand_before) {
  EXPECT_EQ(findings_of(states(R"("x":{"on":{"A":["f",{"target":"x"}]}},"f":{"type":"final"})")),
            "warning never_taken /machine/states/x/on/A/1\n");
  EXPECT_EQ(
      findings_of(states(
          R"("x":{"on":{"A":[{"target":"f","guard":"g"},{"target":"x","guard":"g"}]}},"f":{"type":"final"})",
          R"(,"guards":{"g":{"var":"event.data.n"}})")),
      "warning never_taken /machine/states/x/on/A/1\n");
}

TEST(Check, finds_events_that_the_states_inside_always_take_first) {
  EXPECT_EQ(
      findings_of(states(
          R"("x":{"initial":"a","on":{"A":"f"},"states":{"a":{"on":{"A":"b"}},"b":{"on":{"*":{"target":"a"}}}}},
                                  "f":{"type":"final"})")),
      "error end_unreachable /machine\nwarning never_taken /machine/states/x/on/A\nwarning unreachable "
      "/machine/states/f\n");
}

TEST(Check, finds_guards_that_contradict_themselves) {
  const auto with = [](const std::string& guard) {
    return findings_of(states(R"("x":{"on":{"A":{"target":"f","guard":"g"},"B":"f"}},"f":{"type":"final"})",
                              R"(,"guards":{"g":)" + guard + "}"));
  };
  const std::string never = "warning never_taken /machine/states/x/on/A\n";
  EXPECT_EQ(with("false"), never);
  EXPECT_EQ(with(R"({"and":[{"<":[{"var":"event.data.n"},1]},{">":[{"var":"event.data.n"},2]}]})"), never);
  EXPECT_EQ(with(R"({"and":[{"===":[{"var":"event.data.n"},"a"]},{"===":[{"var":"event.data.n"},"b"]}]})"),
            never);
  EXPECT_EQ(with(R"({"and":[{">":[{"var":"event.data.n"},1]},{"<":[{"var":"event.data.n"},2]}]})"), "");
  EXPECT_EQ(with(R"({"and":[{"var":"event.data.n"},{"==":[{"var":"event.data.n"},0]}]})"), "");  // "0"
}

TEST(Check, finds_machines_and_parts_of_them_that_never_end) {
  EXPECT_EQ(findings_of(states(R"("x":{"on":{"A":"y"}},"y":{"on":{"A":"x"}})")), "warning no_end /machine\n");
  const std::string trap = states(
      R"("x":{"on":{"A":"t","F":"f"}},"t":{"initial":"a","states":{"a":{"on":{"A":"b"}},"b":{"on":{"A":"a"}}}},"f":{"type":"final"})");
  EXPECT_EQ(findings_of(trap), "warning trap /machine/states/t\n");
  EXPECT_EQ(the("trap", trap).sequence, Lines{R"({"type":"A"})"});
}

TEST(Check, finds_ends_of_parts_that_nothing_follows) {
  const std::string definition = states(
      R"("x":{"initial":"a","states":{"a":{"on":{"A":"b","F":"#m.f"}},"b":{"type":"final"}}},"f":{"type":"final"})");
  EXPECT_EQ(findings_of(definition), "warning unheeded_end /machine/states/x/states/b\n");
  EXPECT_EQ(the("unheeded_end", definition).sequence, Lines{R"({"type":"A"})"});
}

TEST(Check, shows_steps_that_never_settle) {
  const std::string definition = states(
      R"("x":{"on":{"A":"y"}},"y":{"always":"z"},"z":{"always":"y","on":{"F":"f"}},"f":{"type":"final"})");
  const Finding finding = the("never_settles", definition);
  EXPECT_EQ(finding.severity, Severity::error);
  EXPECT_EQ(finding.sequence, Lines{R"({"type":"A"})"});
}

TEST(Check, finds_cycles_of_always_that_nothing_in_them_ends) {
  const std::string definition = states(
      R"("x":{"on":{"A":"y","F":"f"}},"y":{"on":{"F":"f"},"always":{"target":"z","guard":"g"}},"z":{"always":"y"},"f":{"type":"final"})",
      R"(,"guards":{"g":{"==":[{"var":"context.k"},{"cat":["a","b"]}]}})");
  EXPECT_EQ(the("always_cycle", definition).severity, Severity::warning);
}

TEST(Check, shows_configurations_whose_guards_stay_false) {
  const std::string definition = states(
      R"("x":{"on":{"A":{"target":"y","actions":"up"}}},"y":{"on":{"F":{"target":"f","guard":"g"}}},"f":{"type":"final"})",
      R"(,"guards":{"g":{"<":[{"var":"context.n"},{"var":"context.least"}]}},
          "actions":{"up":{"assign":{"n":{"+":[{"var":"context.n"},1]}}}})");
  const std::string with_context =
      std::string(definition).replace(definition.find("\"initial\""), 0, R"("context":{"n":0,"least":1},)");
  const Finding finding = the("stuck", with_context);
  EXPECT_EQ(finding.pointer, "/machine/states/y");
  EXPECT_EQ(finding.sequence, Lines{R"({"type":"A"})"});
}

TEST(Check, a_sequence_names_the_data_and_the_time_that_it_takes) {
  const std::string definition = states(
      R"("x":{"on":{"PAY":[{"target":"w","guard":"enough"},{"target":"f"}]}},"w":{"after":{"late":"stuck"},"on":{"F":"f"}},
         "stuck":{},"f":{"type":"final"})",
      R"(,"guards":{"enough":{">=":[{"var":"event.data.sum"},500]}},"delays":{"late":"P1D"},
          "forms":{"PAY":{"type":"object","required":["sum","by"],"additionalProperties":false,
                          "properties":{"sum":{"type":"integer","minimum":1},"by":{"type":"string"}}}})");
  EXPECT_EQ(the("no_way_out", definition).sequence, (Lines{R"({"data":{"by":"x","sum":500},"type":"PAY"})",
                                                           R"({"time":"2022-01-02T00:00:00.000000Z"})"}));
}

TEST(Check, data_reaches_guards_through_the_context) {
  const std::string definition = states(
      R"("x":{"on":{"A":{"target":"y","actions":"keep"},"F":"f"}},"y":{"on":{"B":{"target":"z","guard":"g"},"A":"x"}},"z":{},"f":{"type":"final"})",
      R"(,"guards":{"g":{"==":[{"var":"context.kept.grade"},"B+"]}},"actions":{"keep":{"assign":{"kept":{"var":"event.data.of"}}}})");
  EXPECT_EQ(the("no_way_out", definition).sequence,
            (Lines{R"({"data":{"of":{"grade":"B+"}},"type":"A"})", R"({"type":"B"})"}));
}

TEST(Check, finds_always_guards_that_read_the_event) {
  const std::string machine =
      R"("x":{"on":{"A":"x"},"always":{"target":"f","guard":"g"}},"f":{"type":"final"})";
  EXPECT_NE(
      findings_of(states(machine, R"(,"guards":{"g":{"var":"event.data"}})")).find("always_reads_event"),
      std::string::npos);
}

TEST(Check, finds_what_nothing_uses_writes_or_allows) {
  EXPECT_EQ(
      findings_of(states(
          R"("x":{"on":{"A":{"target":"f","guard":"g"},"B":{"target":"f","guard":"h"},"C":"f"}},"f":{"type":"final"})",
          R"(,"guards":{"g":{"var":"context.k"},"h":{"var":"event.data.n"},"i":true},"roles":{"D":[]},
                                  "forms":{"B":{"type":"object","additionalProperties":false,"properties":{}}})")),
      "warning unused /guards/i\nwarning read_never_written /guards/g\n"
      "warning read_never_sent /machine/states/x/on/B\nwarning unknown_event /roles/D\n");
}

TEST(Check, refuses_roles_that_nobody_can_hold) {
  const std::string definition =
      states(R"("x":{"on":{"A":"f"}},"f":{"type":"final"})", R"(,"roles":{"A":["jurror"]})");
  EXPECT_EQ(findings_of(definition), "");
  EXPECT_EQ(findings_of(definition, {{"juror"}, {}}), "error unknown_role /roles/A/0\n");
}

TEST(Check, warns_of_unknown_roles_beside_known_ones) {
  const std::string definition =
      states(R"("x":{"on":{"A":"f"}},"f":{"type":"final"})", R"(,"roles":{"A":["jurror","juror"]})");
  EXPECT_EQ(findings_of(definition, {{"juror"}, {}}), "warning unknown_role /roles/A/0\n");
}

TEST(Check, notes_people_without_a_time_limit_and_fields_without_a_reader) {
  const std::string definition = states(
      R"("x":{"on":{"A":"f"}},"f":{"type":"final"})",
      R"(,"roles":{"A":["juror"]},"forms":{"A":{"type":"object","properties":{"note":{"type":"string"}}}})");
  EXPECT_EQ(the("waits_without_limit", definition).severity, Severity::note);
  EXPECT_EQ(the("unread_field", definition).pointer, "/forms/A/properties/note");
}

TEST(Check, says_which_bound_stopped_it) {
  const std::string definition = bare(
      R"({"id":"m","context":{"n":0},"initial":"x","states":{"x":{"on":{"A":{"actions":"up"},"F":{"target":"f","guard":"g"}}},"f":{"type":"final"}}})",
      R"(,"guards":{"g":{">":[{"var":"context.n"},1000000]}},"actions":{"up":{"assign":{"n":{"+":[{"var":"context.n"},1]}}}})");
  EXPECT_NE(the("bound", definition).message.find("20000 configurations"), std::string::npos);
}

TEST(Check, long_steps_use_up_the_work_that_it_may_do) {
  const std::string definition = bare(
      R"({"id":"m","context":{"n":0,"k":0},"initial":"x","states":{"x":{"on":{"A":{"actions":"again"},"F":"f"},"after":{"late":"f"},
          "always":{"guard":"g","actions":"up"}},"f":{"type":"final"}}})",
      R"(,"guards":{"g":{"<":[{"var":"context.n"},9000]}},"delays":{"late":{"+":[{"var":"context.k"},1000]}},
          "actions":{"up":{"assign":{"n":{"+":[{"var":"context.n"},1]}}},"again":{"assign":{"n":0,"k":{"+":[{"var":"context.k"},1]}}}})");
  EXPECT_NE(the("bound", definition).message.find("300000 units of work"), std::string::npos);
}

TEST(Check, loading_refuses_errors_and_returns_the_rest) {
  const auto stuck = load(parsed(states(R"("x":{"on":{"A":"y"}},"y":{},"f":{"type":"final"})")));
  ASSERT_FALSE(stuck.has_value());
  EXPECT_EQ(stuck.error()[0].pointer, "/machine");
  const auto doubtful = load(parsed(states(R"("x":{"type":"final"},"y":{"type":"final"})")));
  ASSERT_TRUE(doubtful.has_value());
  EXPECT_EQ(doubtful->findings.at(0).code, "unreachable");
}

}  // namespace
}  // namespace jejak::statechart
