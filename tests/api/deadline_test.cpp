// Deadlines of one proposal or instance: extended, cancelled, fired late.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tests {
namespace {

Timestamp in_days(Api& api, std::int64_t days) { return Timestamp{api.clock.now().microseconds + days * 86'400'000'000}; }

struct Case {
  explicit Case(Api& given) : api(given), town(given) {
    id = town.proposer.post("/v1/instances", R"({"definition":"pengaduan","organizer":"kota","title":"Lampu padam","entrant":")" + town.entrant + "\"}").at("/id");
    const Seen sent = town.proposer.post("/v1/instances/" + id + "/transitions", R"({"type":"REPORT","data":{"kind":"complaint","text":"Padam."}})");
    EXPECT_EQ(sent.status, 200U) << sent.body;
    timer = see().at("/timers/0/key");
    due = see().at("/timers/0/due");
  }
  Seen see() const { return town.secretariat.get("/v1/instances/" + id); }
  Seen change(const Client& who, const std::string& due_json, const std::string& key = {}) const {
    return who.post("/v1/instances/" + id + "/deadlines",
                    R"({"timer":")" + (key.empty() ? timer : key) + R"(","due":)" + due_json + R"(,"reason":"Kantor tutup karena banjir."})");
  }
  // Any step of the instance fires what is due first: here asking for one that it may not take yet.
  void let_time_pass(std::chrono::hours by) const {
    api.clock.advance(by);
    town.secretariat.post("/v1/instances/" + id + "/transitions", R"({"type":"FORWARD","data":{"agency":"Dinas PU"}})");
  }

  Api& api;
  Town town;
  std::string id, timer, due;
};

TEST(A_deadline, that_is_extended_passes_at_the_later_instant_with_the_reason_on_record) {
  Api api;
  const Case report(api);
  const std::string later = format_rfc3339(in_days(api, 20));
  const Seen changed = report.change(report.town.secretariat, '"' + later + '"');
  ASSERT_EQ(changed.status, 200U) << changed.body;
  EXPECT_EQ(changed.at("/timer/was"), report.due);
  EXPECT_EQ(report.see().at("/timers/0/due"), later);
  EXPECT_EQ(report.see().at("/state"), "verification.waiting");
  const Seen history = report.town.proposer.get("/v1/instances/" + report.id + "/history");
  EXPECT_EQ(history.at("/items/2/type"), "DeadlineExtended") << history.body;
  report.let_time_pass(std::chrono::hours(24 * 10));  // past the first instant
  EXPECT_EQ(report.see().at("/context/late_verification"), "false") << report.see().body;
}

TEST(A_deadline, that_is_cancelled_never_passes) {
  Api api;
  const Case report(api);
  const Seen changed = report.change(report.town.secretariat, "null");
  ASSERT_EQ(changed.status, 200U) << changed.body;
  EXPECT_EQ(report.see().count("/timers"), 0U);
  report.let_time_pass(std::chrono::hours(24 * 300));
  EXPECT_EQ(report.see().at("/context/late_verification"), "false");
  const Seen again = report.change(report.town.secretariat, "null");
  EXPECT_EQ(again.status, 409U);
}

TEST(A_deadline, is_never_cut_short_and_named_as_it_is_pending) {
  Api api;
  const Case report(api);
  const Seen earlier = report.change(report.town.secretariat, '"' + format_rfc3339(in_days(api, 1)) + '"');
  EXPECT_EQ(earlier.status, 422U);
  EXPECT_EQ(earlier.at("/errors/0/pointer"), "/due") << earlier.body;
  EXPECT_EQ(report.change(report.town.secretariat, "\"2999-01-01T00:00:00Z\"").status, 422U);
  EXPECT_EQ(report.change(report.town.secretariat, "\"soon\"").status, 422U);
  const Seen other = report.change(report.town.secretariat, "null", "pengaduan.handling.waiting/0");
  EXPECT_EQ(other.at("/code"), "no_such_deadline") << other.body;
  EXPECT_EQ(other.at("/pending/0/key"), report.timer);
  EXPECT_EQ(report.change(report.town.proposer, "null").status, 403U);
  const Town stranger(api, "lain", "lomba-lain");
  EXPECT_EQ(report.change(stranger.secretariat, "null").status, 404U);
}

TEST(A_deadline, that_fires_late_says_by_how_much) {
  Api api;
  const Case report(api);
  report.let_time_pass(std::chrono::hours(24 * 3 + 2));
  const Seen history = report.town.proposer.get("/v1/instances/" + report.id + "/history");
  EXPECT_EQ(history.at("/items/2/event"), "TIMER") << history.body;
  EXPECT_EQ(history.at("/items/2/timer/due"), report.due);
  EXPECT_EQ(history.at("/items/2/timer/late_seconds"), "7200");
}

TEST(A_deadline, of_a_proposal_is_its_organizers_to_extend) {
  Api api;
  Town town(api);
  json::object machine = workflows::shipped_document("definitions", "kipp")->as_object();
  machine.at("machine").at("states").at("sosialisasi").as_object()["after"] = json::object{{"864000000", "withdrawn"}};
  const json::object opened{{"id", "tenggat"},  {"organizer", "kota"},      {"title", "Tenggat"},
                            {"year", 2022},     {"rulebook", "practice"},   {"definition_document", machine}};
  ASSERT_EQ(town.secretariat.post("/v1/competitions", canonical_json(opened)).status, 201U);
  town.competition = "tenggat";
  const std::string id = town.proposal("Layanan", "entered");
  const Seen before = town.secretariat.get("/v1/proposals/" + id);
  const std::string body = R"({"timer":")" + before.at("/timers/0/key") + R"(","due":")" +
                           format_rfc3339(in_days(api, 30)) + R"(","reason":"Libur bersama"})";
  EXPECT_EQ(town.proposer.post("/v1/proposals/" + id + "/deadlines", body).status, 403U);
  const Seen changed = town.secretariat.post("/v1/proposals/" + id + "/deadlines", body, {{"If-Match", before.etag}});
  ASSERT_EQ(changed.status, 200U) << changed.body;
  const Seen after = town.secretariat.get("/v1/proposals/" + id);
  EXPECT_NE(after.at("/timers/0/due"), before.at("/timers/0/due"));
  EXPECT_EQ(after.at("/state"), before.at("/state"));
  EXPECT_EQ(town.secretariat.post("/v1/proposals/" + id + "/deadlines", body, {{"If-Match", before.etag}}).status, 412U);
  const Seen history = town.secretariat.get("/v1/proposals/" + id + "/history");
  EXPECT_NE(history.body.find("Libur bersama"), std::string::npos);
  const Client auditor = api.key("auditor");
  const Seen started = auditor.post("/v1/simulations", R"({"competition":"tenggat"})");
  EXPECT_EQ(auditor.get(started.header("Location")).at("/status"), "same") << auditor.get(started.header("Location")).body;
  EXPECT_TRUE(api.views.dead_letters().empty());
}

TEST(A_path, is_drawn_on_the_machine_with_the_time_spent) {
  Api api;
  const Case report(api);
  report.let_time_pass(std::chrono::hours(24 * 3 + 2));
  const Seen drawn = report.town.proposer.get("/v1/instances/" + report.id + "/graph");
  EXPECT_EQ(drawn.status, 200U) << drawn.body;
  EXPECT_NE(drawn.body.find("3 d 2 h"), std::string::npos) << drawn.body;
  EXPECT_EQ(report.town.proposer.get("/v1/instances/" + report.id + "/graph?format=dot").body.substr(0, 7), "digraph");
  EXPECT_EQ(report.town.proposer.get("/v1/instances/" + report.id + "/graph?format=png").status, 400U);
  const Town stranger(api, "lain", "lomba-lain");
  EXPECT_EQ(stranger.proposer.get("/v1/instances/" + report.id + "/graph").status, 404U);
  const std::string proposal = report.town.proposal("Layanan", "award");
  const Seen way = report.town.secretariat.get("/v1/proposals/" + proposal + "/graph");
  EXPECT_NE(way.body.find("1×"), std::string::npos) << way.body;
}

}  // namespace
}  // namespace jejak::tests
