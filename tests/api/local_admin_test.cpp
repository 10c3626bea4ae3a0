// An organizer and what its own entrants entered with an organizer above it.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Local_admin, sees_where_its_own_entrants_stand_in_a_competition_above_and_nobody_elses) {
  Api api;
  const Town town(api), stranger(api, "lain", "lain-2022");
  api.admin().post("/v1/organizers", R"({"id":"provinsi","name":"Biro Organisasi","region":"Provinsi","tier":"province"})");
  ASSERT_EQ(api.admin().put("/v1/organizers/kota/parent", R"({"parent":"provinsi"})").status, 200U);
  const Client province = api.key("secretariat", R"({"organizer":"provinsi"})");
  ASSERT_EQ(province.post("/v1/competitions", R"({"id":"provinsi-2026","organizer":"provinsi","title":"Provinsi","year":2026,"rulebook":"practice"})").status, 201U);
  const Seen entered = town.proposer.post("/v1/competitions/provinsi-2026/proposals", R"({"entrant":")" + town.entrant + R"(","title":"Data Go","category":"tik"})");
  ASSERT_EQ(entered.status, 201U) << entered.body;

  const Seen own = town.secretariat.get("/v1/organizers/kota/proposals");
  ASSERT_EQ(own.count("/items"), 1U) << own.body;
  EXPECT_EQ(own.at("/items/0/organizer"), "provinsi");
  EXPECT_EQ(own.at("/items/0/local_organizer"), "kota");
  EXPECT_EQ(own.at("/items/0/state"), "sosialisasi");
  EXPECT_EQ(own.at("/items/0/state_since"), own.at("/items/0/entered_at"));
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + entered.at("/id") + "/history").count("/items"), 1U);
  EXPECT_EQ(town.secretariat.get("/v1/competitions/provinsi-2026/proposals").status, 403U) << "the others there are not its business";
  EXPECT_EQ(stranger.secretariat.get("/v1/organizers/kota/proposals").status, 403U);
  EXPECT_EQ(province.get("/v1/organizers/kota/proposals").status, 403U);
  EXPECT_EQ(town.proposer.get("/v1/organizers/kota/proposals").count("/items"), 1U);
  EXPECT_EQ(api.public_client().get("/v1/organizers/kota/proposals").status, 401U);
}

}  // namespace jejak::tests
