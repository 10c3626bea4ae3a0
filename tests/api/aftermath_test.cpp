// What is recorded beside and after a competition: external awards, visitors' feedback, coaching notes, how far an innovation reaches.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Aftermath, keeps_external_awards_of_a_region_and_counts_those_of_an_agency) {
  Api api;
  const Town town(api);
  ASSERT_EQ(town.secretariat.post("/v1/organizers/kota/external-awards", R"({"award":"IGA","year":2020,"given_by":"Kemendagri","source":"SK contoh"})").status, 201U);
  ASSERT_EQ(town.secretariat.post("/v1/organizers/kota/external-awards",
                                  R"({"award":"IDSD","year":2019,"entrant":")" + town.entrant + R"(","source":"SK contoh"})").status, 201U);
  const Seen list = api.public_client().get("/v1/organizers/kota/external-awards");
  EXPECT_EQ(list.at("/items/0/award"), "IGA") << list.body;
  EXPECT_EQ(list.count("/items"), 2U);
  const Seen inputs = town.auditor.get("/v1/organizers/kota/index-inputs");
  EXPECT_EQ(inputs.at("/items/0/external_awards"), "1") << inputs.body;
}

TEST(Aftermath, lets_visitors_say_what_is_imperfect_about_what_they_were_shown) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Galeri Inovasi");
  const Seen visit = town.secretariat.post("/v1/competitions/latihan/sessions",
                                           R"({"kind":"visit","date":"2019-09-04","place":"Kota Magelang","attendance":78,"innovations":["Data Go","Galeri Inovasi"]})");
  ASSERT_EQ(visit.status, 201U) << visit.body;
  const std::string feedback = "/v1/sessions/" + visit.at("/id") + "/feedback";
  const Seen said = town.secretariat.post(feedback, R"({"innovation":"Galeri Inovasi","proposal":")" + id + R"(","kind":"flaw","from":"Angkatan VIII","text":"Belum ada pencarian."})");
  ASSERT_EQ(said.status, 201U) << said.body;
  const Seen other = town.secretariat.post(feedback, R"({"innovation":"Lain","kind":"praise","text":"Baik."})");
  EXPECT_EQ(other.status, 422U);
  EXPECT_EQ(other.at("/errors/0/pointer"), "/innovation") << other.body;
  const Seen own = town.proposer.get("/v1/organizers/kota/feedback");
  EXPECT_EQ(own.at("/items/0/text"), "Belum ada pencarian.") << own.body;
}

TEST(Aftermath, tells_those_who_did_not_make_it_what_to_work_on_and_nobody_before) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Si Bulan", "draft");
  const std::string notes = "/v1/proposals/" + id + "/coaching-notes";
  const Seen early = town.secretariat.post(notes, R"({"note":"Ukur dampaknya."})");
  EXPECT_EQ(early.status, 409U);
  EXPECT_EQ(early.at("/code"), "still_in_the_race") << early.body;
  ASSERT_EQ(town.transition(town.proposer, id, "WITHDRAW", R"({"reason":"Belum siap"})").status, 200U);
  ASSERT_EQ(town.secretariat.post(notes, R"({"criterion":"usefulness","note":"Ukur dampaknya.","next_step":"Survei"})").status, 201U);
  EXPECT_EQ(town.proposer.get(notes).at("/items/0/note"), "Ukur dampaknya.");
  EXPECT_EQ(api.public_client().get(notes).status, 401U);
}

TEST(Aftermath, asks_why_a_replication_stopped_and_counts_regions) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "award");
  const Seen asked = town.secretariat.post("/v1/innovations/" + id + "/replications", R"({"region":"Kab. Pemalang","organizer":"Bappeda Pemalang","agency":"Diskominfo"})");
  ASSERT_EQ(asked.status, 201U) << asked.body;
  const std::string progress = "/v1/replications/" + asked.at("/id") + "/progress";
  ASSERT_EQ(town.secretariat.post(progress, R"({"to":"agreed","adaptation":"Data desa"})").status, 200U);
  EXPECT_EQ(api.public_client().get("/v1/innovations/" + id + "/reach").at("/regions"), "1");
  const Seen silent = town.secretariat.post(progress, R"({"to":"abandoned"})");
  EXPECT_EQ(silent.status, 422U);
  EXPECT_EQ(silent.at("/errors/0/pointer"), "/note");
  ASSERT_EQ(town.secretariat.post(progress, R"({"to":"abandoned","note":"Operator pindah"})").status, 200U);
  EXPECT_EQ(api.public_client().get("/v1/replications?region=Kab.%20Pemalang").at("/items/0/stopped_because"), "Operator pindah");
  const Seen reach = api.public_client().get("/v1/reach");
  EXPECT_EQ(reach.at("/items/0/regions"), "0") << reach.body;
  EXPECT_EQ(reach.at("/items/0/stopped"), "1");
}

TEST(Aftermath, shows_in_the_gallery_whether_an_innovation_may_be_asked_for) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "award");
  EXPECT_EQ(api.public_client().get("/v1/gallery/" + id).at("/willing"), "true");
  const Seen said = town.proposer.post("/v1/innovations/" + id + "/willingness", R"({"willing":false,"note":"Masih disempurnakan."})");
  ASSERT_EQ(said.status, 200U) << said.body;
  EXPECT_EQ(api.public_client().get("/v1/gallery/" + id).at("/willingness_note"), "Masih disempurnakan.");
  const Seen asked = town.secretariat.post("/v1/innovations/" + id + "/replications", R"({"region":"Kab. Pemalang","organizer":"Bappeda Pemalang","agency":"Diskominfo"})");
  EXPECT_EQ(asked.status, 409U);
  EXPECT_EQ(asked.at("/code"), "not_willing") << asked.body;
}

TEST(Aftermath, shows_the_days_on_which_entries_came_to_those_who_run_the_competition) {
  Api api;
  const Town town(api);
  town.proposal("Data Go", "submitted");
  const Seen pace = town.secretariat.get("/v1/competitions/latihan/pace");
  ASSERT_EQ(pace.status, 200U) << pace.body;
  EXPECT_EQ(pace.at("/peak_day"), pace.at("/last_day"));
  EXPECT_EQ(town.proposer.get("/v1/competitions/latihan/pace").status, 403U);
}

}  // namespace jejak::tests
