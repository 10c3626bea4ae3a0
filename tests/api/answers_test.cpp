#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "tests/api/api_under_test.hpp"
#include "workflows/schema.hpp"
#include "workflows/shipped_document.hpp"

// What the other tests do not come to; dispatch() holds each answer against its schema.
namespace jejak::tests {
namespace {

TEST(Answers, tell_of_an_organizer_that_was_placed_and_of_its_prior_awards) {
  Api api;
  const Town town(api);
  api.admin().post("/v1/organizers", R"({"id":"provinsi","name":"Bappeda contoh","region":"Contoh","tier":"province"})");
  const Seen placed = api.admin().put("/v1/organizers/kota/parent", R"({"parent":"provinsi"})");
  EXPECT_EQ(placed.status, 200U) << placed.body;
  EXPECT_EQ(placed.at("/parent"), "provinsi");
  const Seen recorded = town.secretariat.post("/v1/organizers/kota/prior-awards",
                                              R"({"title":"Data Go","award":"top45","year":2019,"source":"Contoh"})");
  EXPECT_EQ(recorded.status, 201U) << recorded.body;
  const Seen known = town.secretariat.get("/v1/organizers/kota/prior-awards");
  EXPECT_EQ(known.at("/items/0/title"), "Data Go");
  EXPECT_EQ(known.at("/items/0/entrant"), "null");
}

TEST(Answers, tell_of_windows_that_were_extended_and_of_late_entries) {
  Api api;
  const Town town(api);
  const std::string path = "/v1/competitions/latihan/";
  const Seen extended = town.secretariat.post(
      path + "extensions", R"({"window":"entry","closes":"2100-01-31T23:59:59+07:00","reason":"Banjir"})");
  EXPECT_TRUE(extended.status == 200U || extended.status == 201U) << extended.body;
  EXPECT_EQ(extended.at("/closes"), "2100-01-31T16:59:59.000000Z");
  const Seen admitted =
      town.secretariat.post(path + "late-entries", R"({"entrant":")" + town.entrant +
                                                       R"(","window":"entry","closes":"2100-02-01T00:00:00Z","reason":"Listrik padam"})");
  EXPECT_TRUE(admitted.status == 200U || admitted.status == 201U) << admitted.body;
  const Seen list = town.secretariat.get(path + "late-entries");
  EXPECT_EQ(list.at("/items/0/entrant_name"), "Dinas Contoh");
  EXPECT_EQ(list.at("/items/0/reason"), "Listrik padam");
}

TEST(Answers, tell_of_proposals_that_were_merged_and_of_people_who_were_erased) {
  Api api;
  const Town town(api);
  const std::string kept = town.proposal("Data Go");
  const std::string duplicate = town.proposal("Data Go lagi");
  const Seen merged = town.secretariat.post("/v1/proposals/" + duplicate + "/merge",
                                            R"({"into":")" + kept + R"(","reason":"Inovasi yang sama"})");
  EXPECT_EQ(merged.status, 200U) << merged.body;
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + duplicate).at("/lineage/merged_into/proposal"), kept);
  const Seen erased =
      api.admin().post("/v1/admin/erasures", R"({"subject":"juror-)" + town.juror_id + R"(","reason":"Permintaan sendiri"})");
  EXPECT_EQ(erased.status, 201U) << erased.body;
  EXPECT_EQ(erased.at("/id"), "juror-" + town.juror_id);
}

TEST(Answers, tell_of_the_rulebooks_that_the_program_carries) {
  Api api;
  const Client anybody = api.public_client();
  const Seen list = anybody.get("/v1/rulebooks");
  ASSERT_EQ(list.status, 200U);
  for (std::size_t index = 0; index < list.count("/items"); ++index) {
    const std::string item = "/items/" + std::to_string(index);
    const Seen one = anybody.get("/v1/rulebooks/" + list.at(item + "/id"));
    EXPECT_EQ(one.at("/hash"), list.at(item + "/hash"));
    EXPECT_EQ(one.at("/document/version"), one.at("/version"));
  }
  EXPECT_EQ(anybody.get("/v1/rulebooks/tidak-ada").status, 404U);
}

// With the served schema alone one can tell a rulebook from what is none.
TEST(Answers, hold_the_schema_that_every_rulebook_conforms_to) {
  Api api;
  const auto schema = workflows::Schema::compile(api.public_client().get("/v1/rulebooks/schema").json);
  ASSERT_TRUE(schema);
  for (const std::string& id : workflows::shipped_ids("rulebooks"))
    EXPECT_TRUE(schema->check(*workflows::shipped_document("rulebooks", id)).empty()) << id;
  EXPECT_FALSE(schema->check(*parse_json(R"({"id":"x"})")).empty());
}

}  // namespace
}  // namespace jejak::tests
