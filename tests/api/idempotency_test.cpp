#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

constexpr const char* organizer = R"({"id":"kota","name":"Kota","region":"Contoh"})";

TEST(Idempotency, a_retry_takes_effect_once_and_gets_the_first_answer) {
  Api api;
  const Seen first = api.admin().post("/v1/organizers", organizer, {{"Idempotency-Key", "a-1"}});
  const Position size = api.log.head().size;
  const Seen again = api.admin().post("/v1/organizers", organizer, {{"Idempotency-Key", "a-1"}});
  EXPECT_EQ(first.status, 201U) << first.body;
  EXPECT_EQ(again.status, 201U);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("Location"), first.header("Location"));
  EXPECT_EQ(again.header("Jejak-Position"), first.header("Jejak-Position"));
  EXPECT_EQ(first.header("Idempotent-Replay"), "");
  EXPECT_EQ(again.header("Idempotent-Replay"), "true");
  EXPECT_EQ(api.log.head().size, size);
}

TEST(Idempotency, the_same_key_with_another_body_is_422) {
  Api api;
  ASSERT_EQ(api.admin().post("/v1/organizers", organizer, {{"Idempotency-Key", "a-1"}}).status, 201U);
  const Seen other = api.admin().post("/v1/organizers", R"({"id":"lain","name":"Lain","region":"C"})",
                                      {{"Idempotency-Key", "a-1"}});
  EXPECT_EQ(other.status, 422U);
  EXPECT_EQ(other.at("/code"), "idempotency_key_reused") << other.body;
}

TEST(Idempotency, keys_of_different_callers_do_not_meet) {
  Api api;
  const Client second = api.key("admin");
  ASSERT_EQ(api.admin().post("/v1/organizers", organizer, {{"Idempotency-Key", "a-1"}}).status, 201U);
  const Seen other = second.post("/v1/organizers", R"({"id":"lain","name":"Lain","region":"C"})",
                                 {{"Idempotency-Key", "a-1"}});
  EXPECT_EQ(other.status, 201U) << other.body;
}

TEST(Idempotency, a_refusal_is_not_kept_so_the_key_may_be_used_again) {
  Api api;
  const auto key = std::vector<http::HeaderLine>{{"Idempotency-Key", "a-1"}};
  EXPECT_EQ(api.admin().post("/v1/organizers", "{}", key).status, 422U);
  EXPECT_EQ(api.admin().post("/v1/organizers", organizer, key).status, 201U);
}

TEST(Idempotency, a_malformed_key_is_400) {
  Api api;
  EXPECT_EQ(
      api.admin().post("/v1/organizers", organizer, {{"Idempotency-Key", std::string(300, 'k')}}).status,
      400U);
}

TEST(Idempotency, the_secret_of_an_api_key_is_shown_in_the_first_answer_alone) {
  Api api;
  const std::string body = R"({"role":"auditor","label":"Inspektorat"})";
  const Seen first = api.admin().post("/v1/keys", body, {{"Idempotency-Key", "k-1"}});
  const Seen again = api.admin().post("/v1/keys", body, {{"Idempotency-Key", "k-1"}});
  ASSERT_EQ(first.status, 201U) << first.body;
  EXPECT_TRUE(first.at("/key").starts_with("jejak_"));
  EXPECT_EQ(again.status, 201U);
  EXPECT_EQ(again.at("/key"), "null");
  EXPECT_EQ(again.at("/position"), first.at("/position"));
  EXPECT_EQ(api.key("auditor").get("/v1/events/" + first.at("/position")).body.find(first.at("/key")),
            std::string::npos);
}

}  // namespace
}  // namespace jejak::tests
