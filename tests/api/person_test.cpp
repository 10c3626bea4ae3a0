// A person's data over the API: corrected, erased by two people, and who sees what.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {

TEST(Erasure, waits_for_a_second_admin_who_finds_it_in_the_list) {
  Api api;
  const Town town(api);
  const std::string subject = "entrant-" + town.entrant;
  const std::string body = R"({"subject":")" + subject + R"(","reason":"Permintaan pemilik data"})";
  const Seen proposed = api.admin().post("/v1/admin/erasures", body);
  ASSERT_EQ(proposed.status, 201U) << proposed.body;
  EXPECT_EQ(proposed.header("Location"), "/v1/admin/erasures/" + subject);
  EXPECT_EQ(town.secretariat.get("/v1/entrants/" + town.entrant).at("/contact/name"), "Ibu Contoh") << "not yet";
  const Client shadow = api.key("admin");
  EXPECT_EQ(shadow.post("/v1/admin/erasures/" + subject + "/settlement", R"({"confirm":true})").at("/code"), "same_person") << "issued by who proposed";
  const Client second = api.key("admin", R"({"person":"pegawai-2"})");
  EXPECT_EQ(second.get("/v1/admin/erasures?status=open").at("/items/0/reason"), "Permintaan pemilik data");
  const std::string settlement = "/v1/admin/erasures/" + subject + "/settlement";
  EXPECT_EQ(api.admin().post(settlement, R"({"confirm":true})").at("/code"), "same_person");
  EXPECT_EQ(second.post(settlement, R"({"confirm":true})").at("/code"), "same_person") << "who proposed named nobody";
  ASSERT_EQ(api.second_admin().post(settlement, R"({"confirm":true})").status, 200U);
  EXPECT_EQ(town.auditor.get("/v1/admin/erasures/" + subject).at("/status"), "erased");
  EXPECT_EQ(town.secretariat.get("/v1/admin/erasures").status, 403U);
}

TEST(Correction, shows_from_then_on_and_the_trail_keeps_why) {
  Api api;
  const Town town(api);
  const std::string contact = "/v1/entrants/" + town.entrant + "/contact";
  ASSERT_EQ(town.proposer.put(contact, R"({"contact":{"name":"Ibu Contoh","email":"baru@contoh.go.id"},"reason":"Alamat berganti"})").status, 200U);
  EXPECT_EQ(town.secretariat.get("/v1/entrants/" + town.entrant).at("/contact/email"), "baru@contoh.go.id");
  const std::string person = "/v1/jurors/" + town.juror_id + "/person";
  ASSERT_EQ(town.secretariat.put(person, R"({"name":"Juri Benar","email":"juri@contoh.go.id","reason":"Salah ketik"})").status, 200U);
  const Seen juror = town.secretariat.get("/v1/jurors/" + town.juror_id);
  EXPECT_EQ(juror.at("/name"), "Juri Benar");
  EXPECT_EQ(juror.at("/email"), "juri@contoh.go.id");
  const Seen session = town.secretariat.post("/v1/competitions/latihan/sessions",
                                             R"({"kind":"sosialisasi","date":"2022-05-25","place":"Aula","attendance":3,"speakers":["Salah"]})");
  const std::string people = "/v1/sessions/" + session.at("/id") + "/people";
  ASSERT_EQ(town.secretariat.put(people, R"({"speakers":["Benar"],"reason":"Salah ketik"})").status, 200U);
  EXPECT_EQ(town.secretariat.get("/v1/sessions/" + session.at("/id")).at("/speakers/0"), "Benar");
  const Seen trail = town.auditor.get("/v1/events?stream=juror-" + town.juror_id);
  EXPECT_NE(trail.body.find("Salah ketik"), std::string::npos);
  EXPECT_EQ(trail.body.find("Juri Benar"), std::string::npos) << "sealed in the log";
}

TEST(Correction, that_says_nothing_or_no_address_is_refused_with_the_field) {
  Api api;
  const Town town(api);
  const std::string person = "/v1/jurors/" + town.juror_id + "/person";
  EXPECT_EQ(town.secretariat.put(person, R"({"reason":"Salah ketik"})").status, 422U);
  const Seen refused = town.secretariat.put(person, R"({"email":"bukan alamat","reason":"Salah ketik"})");
  EXPECT_EQ(refused.status, 422U);
  EXPECT_EQ(refused.at("/errors/0/pointer"), "/email");
}

TEST(Mailing, is_asked_for_read_and_removed_by_its_organizer_and_hides_the_office_from_others) {
  Api api;
  const Town town(api);
  const Seen made = town.secretariat.post("/v1/mailings", R"({"organizer":"kota","kinds":["reminder"],"office":"bappeda@contoh.go.id"})");
  ASSERT_EQ(made.status, 201U) << made.body;
  const std::string mailing = made.header("Location");
  EXPECT_EQ(town.secretariat.get(mailing).at("/office"), "bappeda@contoh.go.id");
  EXPECT_EQ(api.admin().get(mailing).at("/office"), "null");
  EXPECT_EQ(town.proposer.get(mailing).status, 403U);
  EXPECT_EQ(town.secretariat.get("/v1/webhooks").count("/items"), 0U);
  EXPECT_EQ(town.secretariat.del(mailing).status, 200U);
  EXPECT_EQ(town.secretariat.get(mailing).status, 404U);
}

}  // namespace jejak::tests
