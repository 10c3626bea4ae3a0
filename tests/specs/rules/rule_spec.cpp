#include <gtest/gtest.h>

#include "engine/rules/rule.hpp"
#include "tests/specs/rules/evaluated.hpp"

namespace jejak::rules {
namespace {

struct Example {
  const char* rule;
  const char* data;
  const char* result;
};

// Results as json-logic-js 2.0.5 gives them.
const Example examples[] = {
    // var: paths, defaults, indices, lengths
    {R"({"var":"a"})", R"({"a":1})", "1"},
    {R"({"var":["b"]})", R"({"a":1})", "null"},
    {R"({"var":["b",7]})", R"({"a":1})", "7"},
    {R"({"var":["a",7]})", R"({"a":null})", "null"},
    {R"({"var":"a.b.c"})", R"({"a":{"b":{"c":"x"}}})", R"("x")"},
    {R"({"var":["a.q.c","none"]})", R"({"a":{"b":1}})", R"("none")"},
    {R"({"var":1})", R"(["apple","banana"])", R"("banana")"},
    {R"({"var":"1.1"})", R"([1,["x","y"]])", R"("y")"},
    {R"({"var":"01"})", R"(["x","y"])", "null"},
    {R"({"var":"list.length"})", R"({"list":[1,2,3]})", "3"},
    {R"({"var":"text.1"})", R"({"text":"abc"})", R"("b")"},
    {R"({"var":""})", R"({"a":1})", R"({"a":1})"},
    {R"({"var":null})", "5", "5"},
    {R"({"var":{"var":"key"}})", R"({"key":"a","a":9})", "9"},
    // missing
    {R"({"missing":["a","b"]})", R"({"a":"x"})", R"(["b"])"},
    {R"({"missing":{"merge":["a","b"]}})", R"({"b":""})", R"(["a","b"])"},
    {R"({"missing_some":[1,["a","b","c"]]})", R"({"a":1})", "[]"},
    {R"({"missing_some":[2,["a","b","c"]]})", R"({"a":1})", R"(["b","c"])"},
    // if, and, or
    {R"({"if":[]})", "null", "null"},
    {R"({"if":["x"]})", "null", R"("x")"},
    {R"({"if":[false,1,0,2,3]})", "null", "3"},
    {R"({"if":[[],"yes","no"]})", "null", R"("no")"},
    {R"({"?:":["0","yes","no"]})", "null", R"("yes")"},
    {R"({"and":[1,"",3]})", "null", R"("")"},
    {R"({"or":[0,[],"x"]})", "null", R"("x")"},
    {R"({"and":[]})", "null", "null"},
    // equality
    {R"({"==":[1,"1"]})", "null", "true"},
    {R"({"===":[1,"1"]})", "null", "false"},
    {R"({"==":[0,""]})", "null", "true"},
    {R"({"==":[null,0]})", "null", "false"},
    {R"({"==":[[1],1]})", "null", "true"},
    {R"({"==":[true,"1"]})", "null", "true"},
    {R"({"!=":["abc",0]})", "null", "true"},
    {R"({"!==":[1,1]})", "null", "false"},
    {R"({"==":[{"var":"o"},{"var":"o"}]})", R"({"o":{"x":1}})", "true"},
    // order
    {R"({"<":[1,2,3]})", "null", "true"},
    {R"({"<":[1,4,3]})", "null", "false"},
    {R"({"<=":[1,1,3]})", "null", "true"},
    {R"({">":["10",9]})", "null", "true"},
    {R"({">":["10","9"]})", "null", "false"},
    {R"({">=":[null,0]})", "null", "true"},
    {R"({"<":["a",1]})", "null", "false"},
    // arithmetic
    {R"({"+":["3.14",1]})", "null", "4.140000000000001"},
    {R"({"+":"3.14"})", "null", "3.14"},
    {R"({"+":[]})", "null", "0"},
    {R"({"+":["12px",1]})", "null", "13"},
    {R"({"+":[0.1,0.2]})", "null", "0.30000000000000004"},
    {R"({"-":[2]})", "null", "-2"},
    {R"({"-":["5","3"]})", "null", "2"},
    {R"({"*":["2"]})", "null", R"("2")"},
    {R"({"*":[2,"3",4]})", "null", "24"},
    {R"({"/":[1,0]})", "null", "null"},
    {R"({"%":[-5,3]})", "null", "-2"},
    {R"({"max":[1,"3",2]})", "null", "3"},
    {R"({"min":[]})", "null", "null"},
    {R"({"*":[1e10,1e11]})", "null", "1e+21"},
    // lists
    {R"({"map":[[1,2],{"*":[{"var":""},2]}]})", "null", "[2,4]"},
    {R"({"filter":[{"var":"l"},{"%":[{"var":"n"},2]}]})", R"({"l":[{"n":1},{"n":2}]})", R"([{"n":1}])"},
    {R"({"reduce":[[1,2,3],{"+":[{"var":"current"},{"var":"accumulator"}]},0]})", "null", "6"},
    {R"({"reduce":[null,1,9]})", "null", "9"},
    {R"({"all":[[],true]})", "null", "false"},
    {R"({"none":[[],true]})", "null", "true"},
    {R"({"some":[[0,1],{"var":""}]})", "null", "true"},
    {R"({"merge":[[1,2],3,[[4]]]})", "null", "[1,2,3,[4]]"},
    // text
    {R"({"in":["ring","Springfield"]})", "null", "true"},
    {R"({"in":[1,[1,2]]})", "null", "true"},
    {R"({"in":["1",[1,2]]})", "null", "false"},
    {R"({"cat":["a",null,1.50,true,[1,[null,2]]]})", "null", R"("a1.5true1,,2")"},
    {R"({"substr":["jsonlogic",4]})", "null", R"("logic")"},
    {R"({"substr":["jsonlogic",-5,-2]})", "null", R"("log")"},
    {R"({"substr":["jsonlogic",1,null]})", "null", R"("")"},
    {R"({"substr":["日本語",1,1]})", "null", R"("本")"},
    // truth and the rest
    {R"({"!!":[[]]})", "null", "false"},
    {R"({"!!":["0"]})", "null", "true"},
    {R"({"!":[[0]]})", "null", "false"},
    {R"({"log":"x"})", "null", R"("x")"},
    {R"({"a":1,"b":{"+":[1,1]}})", "null", R"({"a":1,"b":{"+":[1,1]}})"},
    {R"([1,{"+":[1,1]}])", "null", "[1,2]"},
};

class Json_logic : public testing::TestWithParam<Example> {};

TEST_P(Json_logic, agrees_with_the_reference_implementation) {
  EXPECT_EQ(evaluated(GetParam().rule, GetParam().data), GetParam().result) << GetParam().rule;
}

INSTANTIATE_TEST_SUITE_P(Examples, Json_logic, testing::ValuesIn(examples));

const Example additions[] = {
    {R"({"word_count":"  satu dua\n tiga "})", "null", "3"},
    {R"({"word_count":null})", "null", "0"},
    {R"({"decimal_add":["0.1","0.2"]})", "null", R"("0.3")"},
    {R"({"decimal_subtract":["1",2.5]})", "null", R"("-1.5")"},
    {R"({"decimal_compare":["85.00",85]})", "null", "0"},
    {R"({"decimal_compare":["84.999999999","85"]})", "null", "-1"},
    {R"({"days_between":["2021-05-11T23:59:00+07:00","2021-05-13T23:58:59+07:00"]})", "null", "1"},
    {R"({"time_add":["2022-05-25T02:00:00Z","P5D"]})", "null", R"("2022-05-30T02:00:00.000000Z")"},
};

class Addition : public testing::TestWithParam<Example> {};

TEST_P(Addition, does_what_the_readme_says) {
  EXPECT_EQ(evaluated(GetParam().rule, GetParam().data), GetParam().result) << GetParam().rule;
}

INSTANTIATE_TEST_SUITE_P(Examples, Addition, testing::ValuesIn(additions));

TEST(Rule, refuses_an_unknown_operator_with_its_place) {
  EXPECT_EQ(evaluated(R"({"if":[true,{"frobnicate":1}]})", "null"),
            R"(/if/1/frobnicate: "frobnicate" is not a JsonLogic operator)");
}

TEST(Rule, reports_every_fault) {
  const auto rule = Rule::compile(parsed(R"({"and":[{"x":1},{"y":1},{"decimal_add":[1]}]})"));
  ASSERT_FALSE(rule);
  EXPECT_EQ(rule.error().size(), 3u);
}

TEST(Rule, refuses_nesting_over_its_bound) {
  std::string rule = "1";
  for (std::size_t i = 0; i < rule_depth_max + 1; ++i) rule = R"({"!":)" + rule + "}";
  EXPECT_NE(evaluated(rule, "null").find("nested at most 64 deep"), std::string::npos);
}

std::string list_of(int count) {
  std::string list = "[0";
  for (int i = 1; i < count; ++i) list += ",0";
  return list + "]";
}

TEST(Rule, stops_at_its_bound_of_steps) {
  EXPECT_NE(
      evaluated(R"({"map":[{"var":""},{"+":[1,1,1]}]})", list_of(25'000)).find("more than 100000 steps"),
      std::string::npos);
}

TEST(Rule, does_not_double_a_text_without_bound) {
  const std::string rule =
      R"({"reduce":[{"var":""},{"cat":[{"var":"accumulator"},{"var":"accumulator"}]},"0123456789abcdef"]})";
  EXPECT_NE(evaluated(rule, list_of(60)).find("more than 100000 steps"), std::string::npos);
}

TEST(Rule, does_not_unfold_shared_lists_without_bound) {
  const std::string rule = R"({"reduce":[{"var":""},[{"var":"accumulator"},{"var":"accumulator"}],1]})";
  EXPECT_NE(evaluated(rule, list_of(60)).find("more than 100000 steps"), std::string::npos);
}

TEST(Rule, does_not_evaluate_data_that_looks_like_a_rule) {
  EXPECT_EQ(evaluated(R"({"var":"a"})", R"({"a":{"+":[1,1]}})"), R"({"+":[1,1]})");
}

TEST(Rule, tells_the_paths_that_it_reads) {
  const auto rule = Rule::compile(parsed(
      R"({"and":[{"var":"context.x"},{"missing":["event.data.y"]},{"some":[{"var":"list"},{"var":"inner"}]}]})"));
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->paths_read(), (std::vector<std::string>{"context.x", "event.data.y", "list"}));
}

TEST(Rule, reads_an_object_of_borrowed_parts) {
  const auto rule =
      Rule::compile(parsed(R"({"cat":[{"var":"event.type"},{"var":"context.n"},{"var":"now"}]})"));
  const json::value context = parsed(R"({"n":3})");
  const Binding of_event[] = {{"type", std::string_view("GO")}};
  const Binding scope[] = {
      {"context", &context}, {"event", std::span(of_event)}, {"now", std::string_view("t")}};
  ASSERT_TRUE(rule);
  EXPECT_EQ(*rule->evaluate(scope), json::value("GO3t"));
}

}  // namespace
}  // namespace jejak::rules
