#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

using http::Method;

TEST(Bad_input, unknown_route_is_404_and_wrong_method_405_with_allow) {
  Api api;
  EXPECT_EQ(api.admin().get("/v1/nothing").status, 404U);
  const Seen wrong = api.admin().send(Method::put, "/v1/organizers", "{}", {});
  EXPECT_EQ(wrong.status, 405U);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, POST, OPTIONS");
}

TEST(Bad_input, wrong_media_type_is_415) {
  Api api;
  const Seen answer =
      api.admin().send(Method::post, "/v1/organizers", "{}", {{"Content-Type", "text/plain"}});
  EXPECT_EQ(answer.status, 415U);
}

TEST(Bad_input, malformed_json_is_400_with_the_byte_offset) {
  Api api;
  const Seen answer = api.admin().post("/v1/organizers", R"({"name": nonsense})");
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(answer.at("/code"), "malformed_json");
  EXPECT_EQ(answer.at("/offset"), "9") << answer.body;
}

TEST(Bad_input, duplicate_keys_invalid_utf8_nul_and_depth_are_400) {
  Api api;
  for (const std::string& body :
       {std::string(R"({"name":"a","name":"b"})"), std::string("{\"name\":\"\xff\"}"),
        std::string(R"({"name":"\u0000"})"), R"({"name":)" + std::string(100, '[') + "}"}) {
    const Seen answer = api.admin().post("/v1/organizers", body);
    EXPECT_EQ(answer.status, 400U) << body;
    EXPECT_NE(answer.at("/offset"), "(nothing)");
  }
}

TEST(Bad_input, a_body_that_breaks_its_schema_is_422_with_one_entry_per_fault) {
  Api api;
  const Seen answer = api.admin().post("/v1/organizers", R"({"id":"x","name":7,"extra":true})");
  EXPECT_EQ(answer.status, 422U);
  std::string pointers;
  for (std::size_t each = 0; each < answer.count("/errors"); ++each) {
    pointers += answer.at("/errors/" + std::to_string(each) + "/pointer") + ' ';
    EXPECT_NE(answer.at("/errors/" + std::to_string(each) + "/detail"), "(nothing)");
  }
  EXPECT_GE(answer.count("/errors"), 3U) << answer.body;
  EXPECT_NE(pointers.find("/name"), std::string::npos) << pointers;
  EXPECT_NE(pointers.find("/extra"), std::string::npos) << pointers;
}

TEST(Bad_input, a_fault_that_the_rules_find_has_its_pointer_and_detail_too) {
  Api api;
  const Town town(api);
  const Seen answer = town.secretariat.post(
      "/v1/competitions", R"({"organizer":"kota","title":"T","year":2022,"rulebook":"none"})");
  EXPECT_EQ(answer.status, 422U) << answer.body;
  EXPECT_EQ(answer.at("/errors/0/pointer"), "/rulebook") << answer.body;
  EXPECT_NE(answer.at("/errors/0/detail"), "(nothing)") << answer.body;
}

TEST(Bad_input, a_stale_if_match_is_412_and_a_missing_one_428) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Sapa", "draft");
  const std::string answers = R"({"answers":{"summary":"Satu"}})";
  const std::string target = "/v1/proposals/" + id + "/answers";
  EXPECT_EQ(town.proposer.put(target, answers).status, 428U);
  const std::string etag = town.proposer.get("/v1/proposals/" + id).etag;
  EXPECT_TRUE(etag.starts_with("\"2-")) << etag;
  EXPECT_EQ(town.proposer.put(target, answers, {{"If-Match", etag}}).status, 200U);
  const Seen again = town.proposer.put(target, answers, {{"If-Match", etag}});
  EXPECT_EQ(again.status, 412U) << again.body;
  EXPECT_EQ(town.proposer.put(target, answers, {{"If-Match", "\"rubbish\""}}).status, 412U);
  EXPECT_EQ(town.proposer.put(target, answers, {{"If-Match", "rubbish"}}).status, 400U);
  EXPECT_EQ(town.secretariat.post("/v1/competitions/latihan/sessions", "{}", {{"If-Match", "\"1\""}}).status,
            422U);
}

TEST(Bad_input, any_of_several_tags_in_if_match_will_do) {
  Api api;
  const Town town(api);
  const std::string target = "/v1/proposals/" + town.proposal("Sapa", "draft") + "/answers";
  const auto put = [&](const std::string& tags) {
    return town.proposer.put(target, R"({"answers":{"summary":"Satu"}})", {{"If-Match", tags}}).status;
  };
  EXPECT_EQ(put("\"9\", \"x\", W/\"2\""), 412U);
  EXPECT_EQ(put("\"9\", \"2-abcdef12\""), 200U);
  EXPECT_EQ(put("\"2\", \"4\""), 412U);
  EXPECT_EQ(put("*"), 200U);
  EXPECT_EQ(put("\"1\" \"2\""), 400U);
}

TEST(Bad_input, a_precondition_that_nobody_would_check_is_refused) {
  Api api;
  const Seen answer =
      api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})", {{"If-Match", "\"1\""}});
  EXPECT_EQ(answer.status, 400U);
  EXPECT_EQ(answer.at("/code"), "if_match_not_taken");
  const Seen none = api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})", {{"If-None-Match", "*"}});
  EXPECT_EQ(none.at("/code"), "if_none_match_not_taken");
}

TEST(Bad_input, a_refused_transition_is_409_with_what_is_allowed_and_the_guard) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Sapa", "draft");
  const Seen guard = town.transition(town.proposer, id, "SUBMIT");
  EXPECT_EQ(guard.status, 409U);
  EXPECT_EQ(guard.at("/guard"), "answers_complete") << guard.body;
  EXPECT_GE(guard.count("/allowed"), 1U) << guard.body;
  const Seen state = town.transition(town.proposer, id, "START_DRAFT");
  EXPECT_EQ(state.status, 409U);
  EXPECT_GE(state.count("/allowed"), 1U) << state.body;
  const Seen unknown = town.transition(town.proposer, id, "FLY");
  EXPECT_EQ(unknown.status, 422U) << unknown.body;
}

TEST(Bad_input, unknown_and_malformed_query_parameters_are_400) {
  Api api;
  EXPECT_EQ(api.public_client().get("/v1/competitions?colour=red").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/competitions?limit=0").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/competitions?sort=nothing").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/competitions?cursor=nonsense").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/competitions?after_position=-1").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/log/proof/inclusion").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/log/proof/inclusion?position=5000").status, 400U);
  EXPECT_EQ(api.public_client().get("/v1/log/proof/consistency?first=2&second=1").status, 400U);
}

TEST(Bad_input, a_full_disk_is_507_for_writes_while_reads_go_on) {
  Api api;
  api.log.fail_next_append({Failure::Kind::full, "disk full"});
  const Seen refused = api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})");
  EXPECT_EQ(refused.status, 507U) << refused.body;
  EXPECT_EQ(api.public_client().get("/v1/organizers").count("/items"), 0U);
  api.log.fail_next_append({Failure::Kind::unavailable, "gone"});
  const Seen again = api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})");
  EXPECT_EQ(again.status, 503U);
  EXPECT_NE(again.header("Retry-After"), "");
  EXPECT_EQ(api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})").status, 201U);
}

TEST(Bad_input, what_is_not_there_is_404) {
  Api api;
  const Town town(api);
  EXPECT_EQ(api.public_client().get("/v1/competitions/nothing").status, 404U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/nothing/proposals").status, 404U);
  EXPECT_EQ(town.secretariat.get("/v1/proposals/nothing").status, 404U);
  EXPECT_EQ(town.secretariat.get("/v1/proposals/nothing/transitions").status, 404U);
  EXPECT_EQ(town.auditor.get("/v1/events/999999").status, 404U);
  EXPECT_EQ(town.auditor.get("/v1/events/x").status, 404U);
  EXPECT_EQ(town.secretariat.post("/v1/proposals/nothing/transitions", R"({"type":"SUBMIT"})").status, 404U);
}

}  // namespace
}  // namespace jejak::tests
