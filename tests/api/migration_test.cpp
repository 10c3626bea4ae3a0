// Moving what runs under one version of a definition to another, through the API alone.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tests {
namespace {

// A permit: filed, checked, given or refused. Version 2 checks in two steps; version 3 asks for a fee.
std::string permit(const std::string& version, const std::string& states) {
  return R"({"document":{"id":"izin","version":")" + version + R"(","title":{"id":"Izin","en":"Permit"},
    "guards":{"paid":{">=":[{"var":"context.fee"},10]}},"actions":{"count":{"assign":{"rounds":{"+":[{"var":"context.rounds"},1]}}}},
    "delays":{"window":"P5D"},"forms":{},
    "roles":{"CHECK":["secretariat"],"GIVE":["secretariat"],"RETURN":["secretariat"],"FILE":["proposer"]},
    "machine":{"id":"izin","initial":"filed","context":{"rounds":0,"fee":0},"states":)" + states + "}}}";
}
const std::string first = permit("1", R"({"filed":{"on":{"CHECK":"checked"},"after":{"window":"lapsed"}},
  "checked":{"on":{"GIVE":"given","RETURN":{"target":"filed","actions":"count"}}},"given":{"type":"final"},"lapsed":{"type":"final"}})");
const std::string second = permit("2", R"({"filed":{"on":{"CHECK":"review.desk"},"after":{"window":"lapsed"}},
  "review":{"initial":"desk","states":{"desk":{"on":{"GIVE":"#izin.given","RETURN":{"target":"#izin.filed","actions":"count"}}},
  "field":{"on":{"GIVE":"#izin.given"}}}},"given":{"type":"final"},"lapsed":{"type":"final"}})");
const std::string third = permit("3", R"({"filed":{"on":{"CHECK":{"target":"checked","guard":"paid"}},"after":{"window":"lapsed"}},
  "checked":{"on":{"GIVE":"given"}},"given":{"type":"final"},"lapsed":{"type":"final"}})");

struct Office {
  explicit Office(Api& given) : api(given), town(given) { upload(first); }

  void upload(const std::string& body) const {
    const Seen made = town.secretariat.post("/v1/definitions", body);
    EXPECT_EQ(made.status, 201U) << made.body;
  }
  std::string begin(const std::string& events = "") const {  // one letter each: Check, Give, Return
    const Seen made = town.secretariat.post("/v1/instances", R"({"definition":"izin","version":"1","organizer":"kota","title":"Izin"})");
    EXPECT_EQ(made.status, 201U) << made.body;
    for (const char letter : events) send(made.at("/id"), letter == 'C' ? "CHECK" : letter == 'G' ? "GIVE" : "RETURN");
    return made.at("/id");
  }
  Seen send(const std::string& id, const std::string& type) const {
    return town.secretariat.post("/v1/instances/" + id + "/transitions", R"({"type":")" + type + "\"}");
  }
  Seen see(const std::string& id) const { return town.secretariat.get("/v1/instances/" + id); }
  // The report at the end of a migration that was let in.
  Seen migrate(const std::string& body, const char* definition = "izin") const {
    const Seen started = town.secretariat.post(std::string("/v1/definitions/") + definition + "/migrations", body);
    EXPECT_EQ(started.status, 202U) << started.body;
    EXPECT_EQ(started.at("/status"), "rehearsing");
    return town.secretariat.get(started.header("Location"));
  }

  Api& api;
  Town town;
};

const std::string to_second = R"("from":"1","to":"2","reason":"Pemeriksaan dua langkah","states":{"checked":"review.desk"})";

TEST(A_migration, is_rehearsed_over_every_history_and_changes_nothing_until_it_is_asked_to) {
  Api api;
  const Office office(api);
  office.upload(second);
  office.begin();
  office.begin("C");
  office.begin("CRC");
  office.begin("CG");
  const auto before = api.log.head();
  const Seen report = office.migrate("{" + to_second + "}");
  EXPECT_EQ(report.at("/status"), "rehearsed") << report.body;
  EXPECT_EQ(report.at("/streams"), "4");
  EXPECT_EQ(report.at("/landings"), R"([{"count":2,"from":"checked","to":"review.desk"},{"count":1,"from":"filed","to":"filed"},{"count":1,"from":"given","to":"given"}])");
  EXPECT_EQ(report.at("/departed_count"), "0") << report.body;
  EXPECT_EQ(report.at("/grounded_count"), "0");
  EXPECT_EQ(api.log.head(), before);
  EXPECT_EQ(office.town.secretariat.get("/v1/definitions/izin/migrations").count("/items"), 1U);
}

TEST(A_migration, that_is_applied_moves_each_instance_with_its_timers_and_they_go_on_under_the_new_version) {
  Api api;
  const Office office(api);
  office.upload(second);
  const std::string filed = office.begin(), checked = office.begin("C"), given = office.begin("CG");
  const std::string due = office.see(filed).at("/timers/0/due");
  api.clock.advance(std::chrono::hours(24));
  const Seen report = office.migrate("{" + to_second + R"(,"apply":true,"context":{"fee":{"+":[{"var":"context.fee"},5]}}})");
  EXPECT_EQ(report.at("/status"), "applied") << report.body;
  EXPECT_EQ(report.at("/moved"), "3");
  EXPECT_EQ(report.at("/left_count"), "0");
  for (const auto& id : {filed, checked, given}) EXPECT_EQ(office.see(id).at("/definition_version"), "2");
  EXPECT_EQ(office.see(checked).at("/state"), "review.desk");
  EXPECT_EQ(office.see(checked).at("/context/fee"), "5");
  EXPECT_EQ(office.see(filed).at("/timers/0/due"), due);
  EXPECT_EQ(office.see(given).at("/done"), "true");
  const Seen history = office.town.secretariat.get("/v1/instances/" + checked + "/history");
  EXPECT_EQ(history.at("/items/2/type"), "InstanceMigrated") << history.body;
  EXPECT_EQ(history.at("/items/2/to"), "review.desk");
  EXPECT_EQ(office.send(checked, "GIVE").at("/to"), "given");
  EXPECT_EQ(office.send(filed, "CHECK").at("/to"), "review.desk");
  EXPECT_TRUE(api.views.dead_letters().empty());
}

TEST(A_migration, is_undone_by_another_and_asking_again_finds_nothing_left) {
  Api api;
  const Office office(api);
  office.upload(second);
  const std::string id = office.begin("CRC");
  office.migrate("{" + to_second + R"(,"apply":true})");
  EXPECT_EQ(office.migrate("{" + to_second + R"(,"apply":true})").at("/streams"), "0");
  const Seen back = office.migrate(R"({"from":"2","to":"1","reason":"Kembali","states":{"review":"checked","review.desk":"checked"},"apply":true})");
  EXPECT_EQ(back.at("/moved"), "1") << back.body;
  EXPECT_EQ(back.at("/departed_count"), "0") << back.body;
  EXPECT_EQ(office.see(id).at("/state"), "checked");
  EXPECT_EQ(office.see(id).at("/context/rounds"), "1");
  EXPECT_EQ(office.see(id).at("/definition_version"), "1");
  EXPECT_EQ(office.send(id, "GIVE").at("/to"), "given");
}

TEST(A_migration, tells_whose_history_departs_at_which_position_and_why) {
  Api api;
  const Office office(api);
  office.upload(third);
  const std::string filed = office.begin(), checked = office.begin("C");
  const Position position = api.log.head().size;
  const Seen report = office.migrate(R"({"from":"1","to":"3","reason":"Retribusi"})");
  EXPECT_EQ(report.at("/departed_count"), "1") << report.body;
  EXPECT_EQ(report.at("/departed/0/stream"), "instance-" + checked);
  EXPECT_EQ(report.at("/departed/0/position"), std::to_string(position));
  EXPECT_EQ(report.at("/departed/0/event"), "CHECK");
  EXPECT_EQ(report.at("/departed/0/recorded"), "checked");
  EXPECT_EQ(report.at("/departed/0/rehearsed"), "null");
  EXPECT_NE(report.at("/departed/0/because/en").find("context.fee (0)"), std::string::npos) << report.body;
  EXPECT_NE(report.at("/departed/0/because/id").find("paid"), std::string::npos);
  EXPECT_EQ(report.at("/grounded_count"), "0");
}

TEST(A_migration, of_something_that_cannot_land_moves_nothing) {
  Api api;
  const Office office(api);
  office.upload(second);
  office.begin();
  const std::string id = office.begin("C");
  const auto before = api.log.head();
  const Seen report = office.migrate(R"({"from":"1","to":"2","reason":"Lupa","apply":true})");
  EXPECT_EQ(report.at("/status"), "grounded") << report.body;
  EXPECT_EQ(report.at("/grounded/0/stream"), "instance-" + id);
  EXPECT_EQ(report.at("/grounded/0/from"), "checked");
  EXPECT_NE(report.at("/grounded/0/because/en").find("no counterpart"), std::string::npos);
  EXPECT_EQ(api.log.head(), before);
}

TEST(A_migration, with_faults_names_them) {
  Api api;
  const Office office(api);
  office.upload(second);
  const auto post = [&](const std::string& body) { return office.town.secretariat.post("/v1/definitions/izin/migrations", body); };
  const Seen mapping = post(R"({"from":"1","to":"2","reason":"x","states":{"nowhere":"filed"},"context":{"fee":{"sum":1}}})");
  EXPECT_EQ(mapping.status, 422U);
  EXPECT_EQ(mapping.at("/errors/0/pointer"), "/states/nowhere") << mapping.body;
  EXPECT_EQ(mapping.at("/errors/1/pointer"), "/context/fee/sum");
  EXPECT_EQ(post(R"({"from":"1","to":"1","reason":"x"})").at("/errors/0/pointer"), "/to");
  EXPECT_EQ(post(R"({"from":"1","to":"9","reason":"x"})").status, 404U);
  EXPECT_EQ(post(R"({"from":"1","reason":"x"})").status, 422U);
  EXPECT_EQ(post(R"({"from":"1","to":"2","reason":"x","states":[]})").status, 422U);
  EXPECT_EQ(office.town.secretariat.get("/v1/definitions/izin/migrations/none").status, 404U);
}

TEST(A_migration, is_its_owners_alone_and_leaves_other_organizers_instances_alone) {
  Api api;
  const Office office(api);
  office.upload(second);
  const Town other(api, "lain", "lomba-lain");
  const Seen theirs = other.secretariat.post("/v1/instances", R"({"definition":"izin","version":"1","organizer":"lain","title":"Izin"})");
  ASSERT_EQ(theirs.status, 201U) << theirs.body;
  EXPECT_EQ(other.secretariat.post("/v1/definitions/izin/migrations", "{" + to_second + "}").status, 403U);
  const Seen report = office.migrate("{" + to_second + R"(,"apply":true})");
  EXPECT_EQ(report.at("/elsewhere"), "1") << report.body;
  EXPECT_EQ(report.at("/moved"), "0");
  EXPECT_EQ(other.secretariat.get("/v1/definitions/izin/migrations").count("/items"), 0U);
  EXPECT_EQ(other.secretariat.get("/v1/instances/" + theirs.at("/id")).at("/definition_version"), "1");
}

// A competition of that town under a machine of its own name, with one proposal; its id.
std::string open_under(const Town& town, const json::object& machine, const std::string& competition) {
  json::object rulebook = workflows::shipped_document("rulebooks", "practice")->as_object();
  rulebook["definition"] = "milik";
  const json::object opened{{"id", competition}, {"organizer", town.organizer},    {"title", "Lomba"},
                            {"year", 2022},      {"rulebook_document", rulebook}, {"definition_document", machine}};
  EXPECT_EQ(town.secretariat.post("/v1/competitions", canonical_json(opened)).status, 201U);
  const Seen entered = town.proposer.post("/v1/competitions/" + competition + "/proposals",
                                          R"({"entrant":")" + town.entrant + R"(","title":"Layanan","category":"tik"})");
  EXPECT_EQ(entered.status, 201U) << entered.body;
  return entered.at("/id");
}

TEST(A_migration, leaves_other_organizers_proposals_alone_also_after_a_keeper_moved_them_before) {
  Api api;
  const Town town(api), other(api, "lain", "lomba-lain");
  json::object machine = workflows::shipped_document("definitions", "kipp")->as_object();
  machine["id"] = "milik";
  for (const char* version : {"1", "2", "3"}) {
    machine["version"] = version;
    ASSERT_EQ(town.secretariat.post("/v1/definitions", canonical_json(json::object{{"document", machine}})).status, 201U);
  }
  machine["version"] = "1";
  const std::string own = open_under(town, machine, "lomba-milik"), theirs = open_under(other, machine, "lomba-mereka");
  const auto moved = [&](const Client& who, const std::string& body) {
    const Seen started = who.post("/v1/definitions/milik/migrations", body);
    EXPECT_EQ(started.status, 202U) << started.body;
    return who.get(started.header("Location"));
  };
  EXPECT_EQ(moved(api.admin(), R"({"from":"1","to":"2","reason":"x","apply":true})").at("/moved"), "4");
  const Seen report = moved(town.secretariat, R"({"from":"2","to":"3","reason":"x","apply":true})");
  EXPECT_EQ(report.at("/moved"), "2") << report.body;
  EXPECT_EQ(report.at("/elsewhere"), "2");
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + own).at("/definition/version"), "3");
  EXPECT_EQ(other.secretariat.get("/v1/proposals/" + theirs).at("/definition/version"), "2");
}

// The shipped machine of the competition under another version; `change` is made to its text first.
std::string next_kipp(const std::string& what = {}, const std::string& with = {}) {
  json::object document = workflows::shipped_document("definitions", "kipp")->as_object();
  document["version"] = "next";
  std::string text = canonical_json(document);
  for (auto at = text.find(what); !what.empty() && at != text.npos; at = text.find(what, at + with.size())) text.replace(at, what.size(), with);
  return R"({"document":)" + text + "}";
}

std::string kipp_version() {
  return std::string(workflows::text_of(workflows::shipped_document("definitions", "kipp")->as_object(), "version"));
}

TEST(A_migration_of_a_competition, moves_it_and_its_proposals_and_the_season_goes_on) {
  Api api;
  const Town town(api);
  const std::string draft = town.proposal("Draf", "draft"), desk = town.proposal("Meja", "desk");
  ASSERT_EQ(api.admin().post("/v1/definitions", next_kipp()).status, 201U);
  const Seen started = api.admin().post("/v1/definitions/kipp/migrations",
                                        R"({"from":")" + kipp_version() + R"(","to":"next","reason":"Versi baru","apply":true})");
  ASSERT_EQ(started.status, 202U) << started.body;
  const Seen report = api.admin().get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "applied") << report.body;
  EXPECT_EQ(report.at("/moved"), "3");
  EXPECT_EQ(report.at("/departed_count"), "0") << report.body;
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan").at("/definition/version"), "next");
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + desk).at("/definition/version"), "next");
  town.judge(desk, "screening");
  EXPECT_EQ(town.decide("screening").status, 201U);
  const std::string late = town.proposal("Sesudahnya", "draft");
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + late).at("/definition/version"), "next");
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + draft + "/history").at("/items/2/type"), "ProposalMigrated");
  EXPECT_TRUE(api.views.dead_letters().empty());
}

TEST(A_migration_of_a_competition, whose_rulebook_names_what_is_missing_is_grounded) {
  Api api;
  const Town town(api);
  town.proposal("Draf", "draft");
  ASSERT_EQ(api.admin().post("/v1/definitions", next_kipp("\"desk\"", "\"table\"")).status, 201U);
  const Seen started = api.admin().post("/v1/definitions/kipp/migrations",
                                        R"({"from":")" + kipp_version() + R"(","to":"next","reason":"Versi baru","apply":true})");
  ASSERT_EQ(started.status, 202U) << started.body;
  const Seen report = api.admin().get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "grounded") << report.body;
  EXPECT_NE(report.at("/grounded/0/because/en").find("rulebook"), std::string::npos) << report.body;
}

TEST(A_migration_of_a_competition, that_would_grant_an_award_is_grounded) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Meja", "desk");
  ASSERT_EQ(api.admin().post("/v1/definitions", next_kipp()).status, 201U);
  const Seen started = api.admin().post("/v1/definitions/kipp/migrations",
                                        R"({"from":")" + kipp_version() + R"(","to":"next","reason":"Jalan pintas","apply":true,)"
                                        R"("states":{"screening.desk":"award.granted"}})");
  ASSERT_EQ(started.status, 202U) << started.body;
  const Seen report = api.admin().get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "grounded") << report.body;
  EXPECT_NE(report.at("/grounded/0/because/en").find("neither grants nor revokes"), std::string::npos) << report.body;
  EXPECT_EQ(town.secretariat.get("/v1/proposals/" + id).at("/state"), "screening.desk");
  EXPECT_EQ(api.public_client().get("/v1/awards").count("/items"), 0U);
}

TEST(A_rehearsal, of_the_sample_under_its_own_rules_departs_nowhere) {
  Api api;
  api.load_sample();
  ASSERT_EQ(api.admin().post("/v1/definitions", next_kipp()).status, 201U);
  const Seen started = api.admin().post("/v1/definitions/kipp/migrations",
                                        R"({"from":")" + kipp_version() + R"(","to":"next","reason":"Uji"})");
  ASSERT_EQ(started.status, 202U) << started.body;
  const Seen report = api.admin().get(started.header("Location"));
  EXPECT_EQ(report.at("/status"), "rehearsed") << report.body;
  EXPECT_EQ(report.at("/departed"), "[]");
  EXPECT_EQ(report.at("/streams"), "12");
}

}  // namespace
}  // namespace jejak::tests
