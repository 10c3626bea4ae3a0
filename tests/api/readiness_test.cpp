#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

TEST(Readiness, ends_when_the_views_fail_and_comes_back_when_they_advance) {
  Api api;
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U);
  api.application.views_failed({Failure::Kind::full, "views.db: disk full"});
  api.views_lag = true;
  const Seen failed = api.public_client().get("/readyz");
  EXPECT_EQ(failed.status, 503U);
  EXPECT_EQ(failed.at("/code"), "views_failed");
  EXPECT_NE(failed.at("/detail").find("disk is full"), std::string::npos);
  EXPECT_EQ(failed.body.find("views.db"), std::string::npos) << "the cause is for the log alone";
  EXPECT_EQ(api.public_client().get("/healthz").status, 200U);
  api.follow();
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U);
}

TEST(Readiness, ends_when_the_views_stand_still_behind_the_log) {
  Api api;
  api.views_lag = true;
  api.admin().post("/v1/organizers", R"({"id":"kota","name":"K","region":"R"})");
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U) << "a moment behind is nothing";
  api.clock.advance(std::chrono::seconds(9));
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U);
  api.clock.advance(std::chrono::seconds(1));
  const Seen stuck = api.public_client().get("/readyz");
  EXPECT_EQ(stuck.status, 503U);
  EXPECT_EQ(stuck.at("/code"), "views_stand_still");
  EXPECT_NE(stuck.header("Retry-After"), "");
  api.follow();
  EXPECT_EQ(api.public_client().get("/readyz").status, 200U);
}

}  // namespace
}  // namespace jejak::tests
