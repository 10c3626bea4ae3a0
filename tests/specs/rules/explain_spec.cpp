// Why a rule does not hold, as the one who is refused reads it.
#include "engine/rules/explain.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/specs/rules/evaluated.hpp"

namespace jejak::rules {
namespace {

std::string told(const std::string& rule, const std::string& context) {
  const json::value seen = parsed(context);
  const Binding scope[] = {{"context", &seen}};
  std::string all;
  for (const Reason& reason : explain(parsed(rule), scope)) all += reason.pointer + "|" + reason.en + "|" + reason.id + "\n";
  return all;
}

TEST(An_explanation, is_empty_where_the_rule_holds) {
  EXPECT_EQ(told(R"({"<":[{"var":"context.n"},3]})", R"({"n":2})"), "");
}

TEST(An_explanation, shows_a_comparison_with_what_it_saw_on_both_sides) {
  EXPECT_EQ(told(R"({"<":[{"var":"context.n"},{"var":"context.max"}]})", R"({"n":2,"max":2})"),
            "|context.n (2) must be less than context.max (2)|context.n (2) harus kurang dari context.max (2)\n");
  EXPECT_EQ(told(R"({"===":[{"var":"context.at"},"screening"]})", "{}"),
            "|context.at (nothing) must be equal to \"screening\"|context.at (tidak ada) harus sama dengan \"screening\"\n");
}

TEST(An_explanation, of_an_and_names_every_condition_that_fails_and_no_other) {
  EXPECT_EQ(told(R"({"and":[{"var":"context.a"},{"var":"context.b"},{">":[{"var":"context.n"},0]}]})",
                 R"({"a":true,"b":false,"n":0})"),
            "/and/1|context.b must be given and true; it is false|context.b harus ada dan benar; nilainya false\n"
            "/and/2|context.n (0) must be more than 0|context.n (0) harus lebih dari 0\n");
}

TEST(An_explanation, of_an_or_says_that_one_is_enough) {
  EXPECT_EQ(told(R"({"or":[{"var":"context.a"},{">=":[{"var":"context.n"},2]}]})", R"({"n":1})"),
            "|one of these is needed: context.a must be given and true; it is nothing; or context.n (1) must be at least 2"
            "|salah satu dari ini diperlukan: context.a harus ada dan benar; nilainya tidak ada; atau "
            "context.n (1) harus paling sedikit 2\n");
}

TEST(An_explanation, turns_round_under_a_not) {
  EXPECT_EQ(told(R"({"!":[{"or":[{"var":"context.late"},{"<":[{"var":"context.n"},2]}]}]})", R"({"late":false,"n":1})"),
            "/!/0/or/1|context.n (1) must be at least 2|context.n (1) harus paling sedikit 2\n");
  EXPECT_EQ(told(R"({"!":{"missing":["context.a","context.b"]}})", R"({"a":1})"),
            "/!|missing: context.b|belum ada: context.b\n");
}

TEST(An_explanation, follows_the_branch_that_was_taken) {
  EXPECT_EQ(told(R"({"if":[{"var":"context.old"},{">":[{"var":"context.n"},5]},{">":[{"var":"context.n"},9]}]})",
                 R"({"old":false,"n":7})"),
            "/if/2|context.n (7) must be more than 9|context.n (7) harus lebih dari 9\n");
}

TEST(An_explanation, never_shows_what_is_sealed_or_what_is_inside_lists_and_objects) {
  const std::string all = told(
      R"({"and":[{"==":[{"var":"context.nik"},"x"]},{"==":[{"var":"context.people"},1]},{"==":[{"var":"context.person"},1]}]})",
      R"({"nik":{"$sealed":{"subject":"juror-1","box":"c2VjcmV0"}},"people":["rahasia"],"person":{"name":"rahasia"}})");
  EXPECT_EQ(all.find("c2VjcmV0"), std::string::npos);
  EXPECT_EQ(all.find("rahasia"), std::string::npos);
  EXPECT_NE(all.find("context.nik (not shown)"), std::string::npos);
  EXPECT_NE(all.find("context.people (a list of 1)"), std::string::npos);
}

TEST(An_explanation, is_bounded_however_large_the_rule_and_the_values_are) {
  json::array many;
  for (int n = 0; n < 1'000; ++n) many.push_back(json::object{{"==", {json::object{{"var", "context.text"}}, n}}});
  const json::value context = json::object{{"text", std::string(100'000, 'x')}};
  const Binding scope[] = {{"context", &context}};
  const auto reasons = explain(json::object{{"and", many}}, scope);
  EXPECT_EQ(reasons.size(), reasons_max);
  for (const Reason& reason : reasons) EXPECT_LT(reason.en.size(), 3 * reason_value_bytes_max);
}

// Made true, the conditions that were named let the rule hold.
RC_GTEST_PROP(An_explanation, names_all_that_has_to_change, ()) {
  const auto flags = *rc::gen::container<std::vector<bool>>(6, rc::gen::arbitrary<bool>());
  const auto wants = *rc::gen::container<std::vector<bool>>(6, rc::gen::arbitrary<bool>());
  json::array all;
  json::object context;
  for (std::size_t n = 0; n < flags.size(); ++n) {
    const std::string name = "f" + std::to_string(n);
    context[name] = static_cast<bool>(flags[n]);
    json::value read = json::object{{"var", "context." + name}};
    all.push_back(wants[n] ? read : json::value(json::object{{"!", json::array{read}}}));
  }
  const json::value rule = json::object{{"and", all}};
  const json::value before = context;
  const Binding scope[] = {{"context", &before}};
  for (const Reason& reason : explain(rule, scope)) {
    const std::string name = reason.en.substr(8, 2);  // "context.f0 ..."
    context[name] = !context.at(name).as_bool();
  }
  const json::value after = context;
  const Binding fixed[] = {{"context", &after}};
  RC_ASSERT(explain(rule, fixed).empty());
  const auto holds = Rule::compile(rule)->holds(fixed);
  const bool held = holds.has_value() && *holds;
  RC_ASSERT(held);
}

}  // namespace
}  // namespace jejak::rules
