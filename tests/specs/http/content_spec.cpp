#include <gtest/gtest.h>

#include "api/http/content.hpp"
#include "api/http/query.hpp"
#include "api/http/target.hpp"

namespace jejak::http {
namespace {

RequestPtr post(std::string type, std::string body) {
  return make_request(Method::post, "/x", {{"Content-Type", std::move(type)}}, std::move(body));
}

Status refusal(const RequestPtr& request) { return read_json(*request).error().status; }

TEST(Json_body, is_read_whatever_the_case_of_its_type) {
  EXPECT_TRUE(read_json(*post("application/json", "{}")));
  EXPECT_TRUE(read_json(*post("Application/JSON; charset=UTF-8", "{}")));
  EXPECT_TRUE(read_json(*post("application/json;charset=\"utf-8\"", "[1]")));
  EXPECT_TRUE(read_json(*post("application/merge-patch+json", "null")));
}

TEST(Json_body, of_another_type_is_a_415) {
  EXPECT_EQ(refusal(post("text/plain", "{}")), Status::unsupported_media_type);
  EXPECT_EQ(refusal(post("application/json; charset=latin1", "{}")), Status::unsupported_media_type);
  EXPECT_EQ(refusal(post("json", "{}")), Status::unsupported_media_type);
  EXPECT_EQ(refusal(make_request(Method::post, "/x", {}, "{}")), Status::unsupported_media_type);
}

TEST(Json_body, that_is_malformed_is_a_400_with_the_offset) {
  const auto answer = read_json(*post("application/json", "{\"a\":1,}")).error();
  EXPECT_EQ(answer.status, Status::bad_request);
  EXPECT_NE(answer.body.find("\"code\":\"malformed_json\",\"offset\":7"), std::string::npos) << answer.body;
  EXPECT_EQ(refusal(post("application/json", "")), Status::bad_request);
  EXPECT_EQ(refusal(post("application/json", "{\"a\":1,\"a\":2}")), Status::bad_request);
}

TEST(Json_body, that_must_be_an_object_is_a_422_when_it_is_not) {
  EXPECT_TRUE(read_json_object(*post("application/json", "{}")));
  EXPECT_EQ(read_json_object(*post("application/json", "[]")).error().status, Status::unprocessable_content);
}

TEST(Idempotency_key, is_printable_and_bounded) {
  const auto key = [](std::string value) {
    return idempotency_key(*make_request(Method::post, "/x", {{"Idempotency-Key", std::move(value)}}));
  };
  EXPECT_EQ(*key("order-1"), "order-1");
  EXPECT_EQ(*key("\"order-1\""), "order-1");
  EXPECT_EQ(*key(std::string(255, 'k')), std::string(255, 'k'));
  EXPECT_EQ(key(std::string(256, 'k')).error().status, Status::bad_request);
  EXPECT_EQ(key("").error().status, Status::bad_request);
  EXPECT_EQ(key("kunci-\xC3\xA9").error().status, Status::bad_request);
  EXPECT_EQ(*idempotency_key(*make_request(Method::post, "/x")), "");
  const auto twice = make_request(Method::post, "/x", {{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}});
  EXPECT_EQ(idempotency_key(*twice).error().status, Status::bad_request);
}

TEST(Bearer_token, is_read_from_authorization_alone) {
  const auto token = [](std::string value) {
    const auto request = make_request(Method::get, "/x", {{"authorization", std::move(value)}});
    return std::string(request->bearer_token().value_or("none"));
  };
  EXPECT_EQ(token("Bearer abc"), "abc");
  EXPECT_EQ(token("bearer  abc"), "abc");
  EXPECT_EQ(token("Basic abc"), "none");
  EXPECT_EQ(token("Bearer "), "none");
  EXPECT_EQ(token("Bearer"), "none");
}

TEST(Query, is_read_by_type) {
  const auto request =
      make_request(Method::get, "/x?limit=20&cursor=abc&at=2022-05-25T02:00:00Z&open=true&sort=title");
  QueryReader query(*request);
  EXPECT_EQ(query.limit(), 20u);
  EXPECT_EQ(query.text("cursor"), "abc");
  EXPECT_TRUE(query.instant("at"));
  EXPECT_EQ(query.flag("open"), true);
  EXPECT_EQ(query.choice("sort", {"time", "title"}), "title");
  EXPECT_EQ(query.number("after_position"), std::nullopt);
  EXPECT_FALSE(query.problem());
}

TEST(Query, answers_every_fault_at_once) {
  const auto request = make_request(Method::get, "/x?limit=0&cursor=&at=yesterday&open=1&sort=size&n=-1");
  QueryReader query(*request);
  EXPECT_EQ(query.limit(), page_size_default);
  query.text("cursor");
  query.instant("at");
  query.flag("open");
  query.choice("sort", {"time", "title"});
  query.number("n");
  const auto answer = query.problem();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, Status::bad_request);
  EXPECT_NE(answer->body.find(R"({"parameter":"sort","detail":"must be one of time, title","detail_id":"harus salah satu dari time, title"})"),
            std::string::npos)
      << answer->body;
  for (const std::string_view name : {"limit", "cursor", "at", "open", "n"}) {
    EXPECT_NE(answer->body.find("\"parameter\":\"" + std::string(name) + "\""), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace jejak::http
