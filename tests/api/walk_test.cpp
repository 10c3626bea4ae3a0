#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

TEST(Walk, goes_from_sosialisasi_to_replication_through_the_api_alone) {
  Api api;
  const Town town(api);
  const Seen session = town.secretariat.post(
      "/v1/competitions/latihan/sessions",
      R"({"kind":"sosialisasi","date":"2022-05-25","place":"Aula","attendance":40,"moderator":"Ibu Moderator"})");
  ASSERT_EQ(session.status, 201U) << session.body;

  const std::string id = town.proposal("Data Go", "award");

  const Seen proposal = town.proposer.get("/v1/proposals/" + id);
  EXPECT_EQ(proposal.status, 200U) << proposal.body;
  EXPECT_EQ(proposal.at("/stage"), "award") << proposal.body;
  EXPECT_EQ(proposal.at("/state"), "award.granted") << proposal.body;
  const Seen gallery = api.public_client().get("/v1/gallery");
  EXPECT_EQ(gallery.at("/items/0/title"), "Data Go") << gallery.body;
  EXPECT_EQ(api.public_client().get("/v1/awards?status=granted").count("/items"), 1U);

  const Seen asked = town.secretariat.post(
      "/v1/innovations/" + id + "/replications",
      R"({"region":"Kabupaten Contoh","organizer":"Bappeda Contoh","agency":"Dinas Contoh"})");
  ASSERT_EQ(asked.status, 201U) << asked.body;
  EXPECT_EQ(asked.header("Location"), "/v1/replications/" + asked.at("/id"));
  for (const char* step : {"agreed", "running", "established"}) {
    const Seen moved = town.secretariat.post("/v1/replications/" + asked.at("/id") + "/progress",
                                             R"({"to":")" + std::string(step) + "\"}");
    EXPECT_EQ(moved.status, 200U) << moved.body;
  }
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id).at("/stage"), "replication");
  EXPECT_EQ(api.public_client().get("/v1/innovations/" + id + "/replications").at("/items/0/status"),
            "established");
  const Seen funnel = api.public_client().get("/v1/competitions/latihan/funnel");
  EXPECT_EQ(funnel.at("/entered"), "1") << funnel.body;
  const Seen history = town.proposer.get("/v1/proposals/" + id + "/history?limit=200");
  EXPECT_GT(history.count("/items"), 10U) << history.body;
  const Seen last = town.auditor.get("/v1/events/" + history.at("/items/10/position"));
  EXPECT_EQ(history.at("/items/10/leaf_hash"), last.at("/leaf_hash"));
  EXPECT_TRUE(api.views.dead_letters().empty());
}

TEST(Walk, gives_a_receipt_that_the_log_confirms) {
  Api api;
  const Town town(api);
  const Seen entered =
      town.proposer.post("/v1/competitions/latihan/proposals",
                         R"({"entrant":")" + town.entrant + R"(","title":"Sapa","category":"tik"})");
  ASSERT_EQ(entered.status, 201U) << entered.body;
  EXPECT_EQ(entered.header("Location"), "/v1/proposals/" + entered.at("/id"));
  EXPECT_EQ(entered.at("/stream"), "proposal-" + entered.at("/id"));
  EXPECT_EQ(entered.at("/stream_version"), "1");

  const Seen event = town.auditor.get("/v1/events/" + entered.at("/position"));
  EXPECT_EQ(event.at("/leaf_hash"), entered.at("/leaf_hash"));
  EXPECT_EQ(event.at("/stream"), entered.at("/stream"));
  const Seen proof = api.public_client().get("/v1/log/proof/inclusion?position=" + entered.at("/position"));
  EXPECT_EQ(proof.at("/leaf_hash"), entered.at("/leaf_hash"));
  EXPECT_EQ(proof.at("/root"), api.public_client().get("/v1/log/checkpoint").at("/root"));
}

TEST(Walk, shows_the_proposal_as_it_was_at_a_position_and_at_an_instant) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Sapa");
  const std::string before = std::to_string(api.log.head().size);
  api.clock.advance(std::chrono::hours(1));
  const std::string noon = format_rfc3339(api.clock.now());
  api.clock.advance(std::chrono::hours(1));
  ASSERT_EQ(town.transition(town.proposer, id, "START_DRAFT").status, 200U);

  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id).at("/stage"), "submission");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "?at_position=" + before).at("/stage"), "sosialisasi");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "?as_of=" + noon).at("/stage"), "sosialisasi");
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "?at_position=1").status, 404U);
  EXPECT_EQ(town.proposer.get("/v1/proposals/" + id + "?at_position=1&as_of=" + noon).status, 400U);
}

}  // namespace
}  // namespace jejak::tests
