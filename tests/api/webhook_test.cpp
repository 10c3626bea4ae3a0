#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Webhooks, are_listed_without_their_secrets_and_stop_when_removed) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string body =
      R"({"organizer":"kota","url":"https://contoh.go.id/kait","kinds":["proposal_entered"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})";
  const Seen made = town.secretariat.post("/v1/webhooks", body);
  ASSERT_EQ(made.status, 201U) << made.body;
  const Seen list = town.secretariat.get("/v1/webhooks");
  EXPECT_EQ(list.count("/items"), 1U);
  EXPECT_EQ(list.body.find("MfKQ9r8G"), std::string::npos) << list.body;
  EXPECT_EQ(api.admin().get("/v1/webhooks").body.find("MfKQ9r8G"), std::string::npos);
  EXPECT_EQ(other.secretariat.get("/v1/webhooks").count("/items"), 0U);
  EXPECT_EQ(other.secretariat.del("/v1/webhooks/" + made.at("/id")).status, 404U);
  EXPECT_EQ(town.auditor.get("/v1/webhooks").status, 403U);
  api.log.read(1, 1'000, [&](const StoredEvent& event) {
    EXPECT_EQ(event.data.find("MfKQ9r8G"), std::string::npos) << event.type;
    return true;
  });
  EXPECT_EQ(town.secretariat.del("/v1/webhooks/" + made.at("/id")).status, 200U);
  EXPECT_EQ(town.secretariat.get("/v1/webhooks").count("/items"), 0U);
}

TEST(Webhooks, say_which_kind_is_unknown_and_bind_a_secretariat_to_its_organizer) {
  Api api;
  const Town town(api);
  const Seen unknown = town.secretariat.post("/v1/webhooks", R"({"organizer":"kota","url":"https://a.go.id/","kinds":["gossip"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})");
  EXPECT_EQ(unknown.status, 422U);
  EXPECT_EQ(unknown.at("/errors/0/pointer"), "/kinds/0") << unknown.body;
  const Seen everybodys = town.secretariat.post("/v1/webhooks", R"({"url":"https://a.go.id/","kinds":["reminder"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})");
  EXPECT_EQ(everybodys.status, 422U);
  EXPECT_EQ(everybodys.at("/errors/0/pointer"), "/organizer") << everybodys.body;
}

}  // namespace jejak::tests
