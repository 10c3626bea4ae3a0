#include <gtest/gtest.h>

#include <algorithm>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/policy.hpp"
#include "workflows/projections.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/rulebook.hpp"
#include "workflows/schema.hpp"
#include "workflows/shipped.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

json::object magelang() { return shipped_document("rulebooks", "kota-magelang-2022")->get_object(); }

std::string faults_of(const json::object& document) {
  const auto parsed = parse_rulebook(document);
  if (parsed) return "no faults";
  std::string text;
  for (const Fault& fault : parsed.error()) text += fault.pointer + ": " + fault.message + "\n";
  return text;
}

std::string check(std::string_view schema, std::string_view document) {
  const auto compiled = Schema::compile(parse_json(schema).value());
  std::string text;
  for (const Fault& fault : compiled->check(parse_json(document).value()))
    text += fault.pointer + " " + fault.message + "\n";
  return text;
}

}  // namespace

TEST(Shipped_files, are_all_fit_for_use) {
  for (const auto& id : shipped_ids("rulebooks")) {
    const auto rulebook = parse_rulebook(*shipped_document("rulebooks", id));
    ASSERT_TRUE(rulebook) << id << " " << rulebook.error().front().pointer << rulebook.error().front().message;
    EXPECT_EQ((*rulebook)->id, id);
    const auto machine = statechart::compile(*shipped_document("definitions", (*rulebook)->definition));
    ASSERT_TRUE(machine) << machine.error().front().pointer << " " << machine.error().front().message;
    EXPECT_TRUE(check_against(**rulebook, **machine).empty()) << check_against(**rulebook, **machine).front().pointer;
  }
}

TEST(The_kipp_machine, gives_every_event_a_role_and_every_form_a_valid_schema) {
  const auto machine = shipped_document("definitions", "kipp")->get_object();
  for (const auto& [type, form] : object_of(machine, "forms")) {
    EXPECT_TRUE(Schema::compile(form)) << type;
    EXPECT_TRUE(object_of(machine, "roles").contains(type)) << type;
  }
}

TEST(A_rulebook, is_refused_with_every_fault_at_its_place) {
  json::object document = magelang();
  document["stages"].as_array()[0].as_object()["criteria"].as_array()[0].as_object()["weight"] = "21";
  document["stages"].as_array()[1].as_object()["tie"].as_object()["criteria"] = json::array{json::value("charm")};
  document["windows"].as_array()[0].as_object()["closes"] = "2022-05-01T00:00:00+07:00";
  document["windows"].as_array()[1].as_object()["opens"] = "2022-05-25T08:00:00+08:00";
  document["categories"].as_array()[1].as_object()["key"] = "tata-kelola";
  document["objection_window"] = "P1M";
  EXPECT_EQ(faults_of(document),
            "/objection_window: must be an ISO 8601 duration such as \"P5D\"\n"
            "/categories/1/key: \"tata-kelola\" stands here twice\n"
            "/windows/0/closes: a window closes after it opens\n"
            "/windows/1/opens: must be written with the offset of Asia/Jakarta, +07:00\n"
            "/windows/1/opens: windows stand in the order in which they open\n"
            "/stages/0/criteria: the weights sum to 101, not to 100\n"
            "/stages/1/tie/criteria/0: \"charm\" is not a criterion of this stage\n");
}

TEST(A_rulebook, says_for_every_decided_stage_what_a_tie_means) {
  json::object document = magelang();
  document["stages"].as_array()[2].as_object().erase("tie");
  EXPECT_EQ(faults_of(document), "/stages/2/tie: is required\n");
}

TEST(A_schema, names_the_field_and_the_limit) {
  const std::string_view schema = R"({"type":"object","additionalProperties":false,"required":["a"],"properties":{
    "a":{"type":"string","maxLength":3,"minLength":1},"b":{"type":"integer","minimum":1,"maximum":9},
    "c":{"type":"string","enum":["x","y"]},"d":{"type":"array","maxItems":2,"minItems":1,"items":{"type":"boolean"}},
    "e":{"type":"string","pattern":"^[0-9]+$","description":"digits"}}})";
  EXPECT_EQ(check(schema, R"({"a":"abc","b":9,"c":"x","d":[true],"e":"12"})"), "");
  EXPECT_EQ(check(schema, R"({})"), "/a is required\n");
  EXPECT_EQ(check(schema, R"({"a":"abcd"})"), "/a must have at most 3 characters\n");
  EXPECT_EQ(check(schema, R"({"a":""})"), "/a must have at least 1 character(s)\n");
  EXPECT_EQ(check(schema, R"({"a":1})"), "/a must be a text\n");
  EXPECT_EQ(check(schema, R"({"a":"a","b":10})"), "/b must be at most 9\n");
  EXPECT_EQ(check(schema, R"({"a":"a","b":0})"), "/b must be at least 1\n");
  EXPECT_EQ(check(schema, R"({"a":"a","b":1.5})"), "/b must be an integer\n");
  EXPECT_EQ(check(schema, R"({"a":"a","c":"z"})"), "/c must be one of x or y\n");
  EXPECT_EQ(check(schema, R"({"a":"a","d":[true,1]})"), "/d/1 must be true or false\n");
  EXPECT_EQ(check(schema, R"({"a":"a","d":[]})"), "/d must have at least 1 element(s)\n");
  EXPECT_EQ(check(schema, R"({"a":"a","e":"x"})"), "/e must be digits\n");
  EXPECT_EQ(check(schema, R"({"a":"a","y":1,"x/z":2})"), "/y is not a field here\n/x~1z is not a field here\n");
  EXPECT_EQ(check(schema, "[]"), " must be an object\n");
}

TEST(A_schema, checks_the_formats_that_it_names) {
  const std::string_view schema = R"({"type":"object","properties":{"day":{"type":"string","format":"date"},
    "at":{"type":"array","items":{"type":"string","format":"date-time"}},"id":{"type":"string","format":"uuid"},
    "name":{"type":"string","format":"slug"},"other":{"type":"string","format":"unheard-of"}}})";
  EXPECT_EQ(check(schema, R"({"day":"2024-02-29","at":["2022-05-25T09:00:00+07:00"],"name":"kota-magelang","other":"x",
    "id":"01a20a8b-0000-7000-8000-000000000000"})"), "");
  EXPECT_EQ(check(schema, R"({"day":"2022-02-29"})"), "/day must be a day of the calendar such as 2022-05-25\n");
  EXPECT_EQ(check(schema, R"({"at":["2022-05-25T09:00:00Z","soon"]})"),
            "/at/1 must be an RFC 3339 instant such as 2022-05-25T09:00:00+07:00\n");
  EXPECT_EQ(check(schema, R"({"id":"kota"})"), "/id must be a lower-case UUID\n");
  EXPECT_EQ(check(schema, R"({"name":"-"})"), "/name must be a lower-case UUID or 3 to 64 of a-z, 0-9 and dashes\n");
}

TEST(Every_command, has_a_schema_that_refuses_unknown_fields_and_a_line_in_the_policy) {
  for (const CommandKind& kind : command_kinds()) {
    const auto parsed = parse_json(kind.body_schema);
    ASSERT_TRUE(parsed) << kind.name;
    EXPECT_TRUE(Schema::compile(*parsed)) << kind.name;
    EXPECT_EQ(*find_pointer(*parsed, "/additionalProperties"), json::value(false)) << kind.name;
    EXPECT_TRUE(std::ranges::any_of(policy(), [&](const Permission& p) { return p.action == kind.name; })) << kind.name;
    EXPECT_FALSE(may(Role::anonymous, kind.name) && kind.name != "CheckRulebook") << kind.name << ": trying a rulebook records nothing";
    EXPECT_FALSE(may(Role::auditor, kind.name) && !kind.query) << kind.name << ": an auditor writes nothing";
  }
}

TEST(Every_view, has_a_line_in_the_policy) {
  for (const Projection& projection : projections()) {
    EXPECT_TRUE(may(Role::auditor, "view:" + projection.view.name) || projection.view.name == "keys" || projection.view.name == "drafts" || projection.view.name == "webhooks" || projection.view.name == "mailings")
        << projection.view.name;
  }
}

TEST(The_policy, keeps_scores_from_admins_and_unknown_actions_from_everybody) {
  EXPECT_FALSE(may(Role::admin, "SubmitAssessment"));
  EXPECT_FALSE(may(Role::admin, "DecideStage"));
  EXPECT_FALSE(may(Role::admin, "view:scoreboard"));
  EXPECT_FALSE(may(Role::system, "SubmitAssessment"));
  EXPECT_FALSE(may(Role::system, "anything"));
}

TEST(A_dotted_path, ends_where_regions_begin) {
  const auto value = parse_json(R"({"screening":{"checks":{"a":"x","b":{"y":"z"}}}})").value();
  EXPECT_EQ(dotted_path(value), "screening.checks");
  EXPECT_TRUE(is_in(value, "screening"));
  EXPECT_TRUE(is_in(value, "screening.checks.b.y.z"));
  EXPECT_FALSE(is_in(value, "screening.checks.b.y.z.more"));
  EXPECT_FALSE(is_in(value, "screening.desk"));
  EXPECT_EQ(dotted_path(json::value("draft")), "draft");
}

TEST(A_key, is_issued_by_those_who_hand_out_accounts_and_revoked_once) {
  Trial trial;
  trial.open();
  const std::string hash(64, 'a');
  const auto body = [&](std::string_view rest) {
    json::object all = object(rest);
    all["label"] = "kunci";
    all["hash"] = hash;
    return all;
  };
  json::object mine = body(R"({"role":"proposer"})");
  mine["entrant"] = trial.entrant;
  const auto issued = trial.accept("IssueKey", secretariat(), {}, mine);
  EXPECT_EQ(text_of(issued, "organizer"), city);
  EXPECT_FALSE(issued.contains("hash"));
  EXPECT_EQ(text_of(trial.last("KeyIssued"), "hash"), hash);
  trial.refuse("forbidden", "IssueKey", secretariat(), {}, body(R"({"role":"admin"})"));
  trial.refuse("forbidden", "IssueKey", secretariat("another"), {}, mine);
  trial.refuse("forbidden", "IssueKey", auditor(), {}, mine);
  trial.refuse("invalid_body", "IssueKey", admin(), {}, body(R"({"role":"secretariat"})"));
  trial.refuse("invalid_body", "IssueKey", admin(), {}, body(R"({"role":"juror"})"));
  trial.refuse("not_found", "IssueKey", admin(), {}, body(R"({"role":"juror","juror":"nobody"})"));
  const Path path{{"key", std::string(text_of(issued, "id"))}};
  trial.refuse("not_found", "RevokeKey", secretariat("another"), path, {});
  trial.accept("RevokeKey", secretariat(), path, {});
  trial.refuse("already_revoked", "RevokeKey", admin(), path, {});
  trial.refuse("not_found", "RevokeKey", admin(), {{"key", "none"}}, {});
}

}  // namespace jejak::workflows
