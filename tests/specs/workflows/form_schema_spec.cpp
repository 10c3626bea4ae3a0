// What the form of an event may be written in: nothing that ends the program or takes it for itself.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/form_schema.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/shipped.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {
namespace {

std::string faults_of(std::string_view form) {
  std::string text;
  for (const Fault& fault : form_schema_faults(parse_json(form).value())) text += fault.pointer + "|";
  return text;
}

std::string of_property(std::string_view schema) { return R"({"type":"object","properties":{"x":)" + std::string(schema) + "}}"; }

}  // namespace

TEST(A_form, may_say_all_that_is_checked_in_proportion_to_the_data) {
  EXPECT_EQ(faults_of(R"({"type":"object","additionalProperties":false,"required":["date"],"minProperties":1,"properties":{
    "date":{"type":"string","format":"date","pattern":"^[0-9]{4}-\\d{2}-\\d{2}$","title":"Tanggal"},
    "many":{"type":["array","null"],"minItems":0,"maxItems":3,"items":{"enum":["a",1,null]}},
    "count":{"type":"integer","minimum":1,"exclusiveMaximum":9},"yes":{"const":true},
    "ticks":{"type":"object","additionalProperties":{"type":"boolean"}},"nik":{"type":"string","personal":true,"maxLength":16}}})"),
            "");
  for (const auto& id : shipped_ids("definitions"))
    EXPECT_TRUE(form_faults(shipped_document("definitions", id)->get_object()).empty()) << id;
}

TEST(A_form, is_refused_with_the_place_where_a_schema_is_none) {
  for (const char* schema : {"null", "5", R"("text")", R"({"type":"texts"})", R"({"type":[]})", R"({"enum":5})", R"({"enum":[]})", R"({"required":5})", R"({"minLength":-1})",
                             R"({"maxLength":1.5})", R"({"items":5})", R"({"properties":[]})", R"({"format":5})", R"({"minimum":"1"})", R"({"additionalProperties":5})"})
    EXPECT_TRUE(faults_of(of_property(schema)).starts_with("/properties/x")) << schema;
}

TEST(A_form, has_no_keyword_whose_checking_has_no_bound) {
  for (const char* keyword : {"multipleOf", "patternProperties", "uniqueItems", "allOf", "anyOf", "oneOf", "not", "if", "dependencies", "$ref", "contains", "propertyNames"})
    EXPECT_EQ(faults_of(of_property(R"({")" + std::string(keyword) + R"(":true})")), "/properties/x/" + std::string(keyword) + "|") << keyword;
}

TEST(A_form, has_patterns_that_never_go_back_far) {
  for (const char* pattern : {"^A-[0-9]{1,6}$", "[a-z]{3}", "a?b", "\\\\.pdf$", "^[^/]{1,200}$"})
    EXPECT_EQ(faults_of(of_property(R"({"pattern":")" + std::string(pattern) + "\"}")), "") << pattern;
  for (const char* pattern : {"(", "^(a+)+$", "a*", "a+", "a|b", "a?b?c?", "a{1,2}b{1,2}", "a{2,}", "a{300}", "[z-a]", "[", "\\\\1", "[[:alpha:]]", "a{2"})
    EXPECT_EQ(faults_of(of_property(R"({"pattern":")" + std::string(pattern) + "\"}")), "/properties/x/pattern|") << pattern;
}

TEST(A_form, is_bounded_in_depth_and_size) {
  json::value deep{{"type", "string"}};
  for (int i = 0; i < 40; ++i) deep = json::object{{"items", std::move(deep)}};
  EXPECT_FALSE(form_schema_faults(deep).empty());
  std::string wide = R"({"properties":{"p":{})";
  for (int i = 0; i < 3'000; ++i) wide += ",\"p" + std::to_string(i) + "\":{}";
  EXPECT_NE(faults_of(wide + "}}"), "");
}

TEST(A_competition, with_a_form_that_is_no_schema_is_refused_with_its_pointer) {
  Trial trial;
  trial.open("practice");
  json::value definition = *shipped_document("definitions", "kipp");
  definition.as_object()["forms"].as_object()["WITHDRAW"].as_object()["properties"].as_object()["x"] = "#x";
  const json::object body{{"organizer", city}, {"title", "Lain"}, {"year", 2022}, {"rulebook", "practice"}, {"definition_document", definition}};
  const Rejection refused = trial.refuse("invalid_definition", "OpenCompetition", secretariat(), {}, body);
  EXPECT_NE(canonical_json(refused.details).find("/definition_document/forms/WITHDRAW/properties/x"), std::string::npos) << canonical_json(refused.details);
}

}  // namespace jejak::workflows
