// A workflow that is no competition, from its definition to its end, through the API alone.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

// An organizer, a citizen who reports and the people who handle reports.
struct Desk {
  explicit Desk(Api& given) : api(given), town(given) {}

  std::string begin(const Client& who) const {
    const Seen made = who.post("/v1/instances", R"({"definition":"pengaduan","organizer":"kota","title":"Jalan berlubang",)"
                                                R"("entrant":")" + town.entrant + "\"}");
    EXPECT_EQ(made.status, 201U) << made.body;
    return made.at("/id");
  }
  Seen send(const Client& who, const std::string& id, const std::string& type, const std::string& data = "{}") const {
    return who.post("/v1/instances/" + id + "/transitions", R"({"type":")" + type + R"(","data":)" + data + "}");
  }
  void fire_due() const {  // what the timer loop of a serving process does
    ViewQuery due;
    due.view = "timers";
    due.sort = "due";
    const auto timers = api.views.query(due);
    ASSERT_TRUE(timers.has_value());
    for (const std::string& row : timers->documents) {
      const auto timer = parse_json(row)->as_object();
      if (timer.at("due").to_number<std::int64_t>() > api.clock.now().microseconds) continue;
      workflows::Command command;
      command.name = "FireTimer";
      command.caller = {"system", workflows::Role::system, {}, {}, {}};
      command.body = {{"stream", timer.at("stream")}, {"key", timer.at("key")}};
      Submission submission;
      submission.decide = [command](World& world) { return workflows::decide(world, command); };
      submission.actor = "system";
      submission.reply = [](const CommandOutcome& outcome) { EXPECT_TRUE(std::holds_alternative<Done>(outcome)); };
      api.processor.submit(std::move(submission));
    }
    api.processor.drain();
    api.follow();
  }

  Api& api;
  Town town;
};

constexpr const char* report = R"({"kind":"complaint","text":"Lubang di depan pasar."})";

TEST(A_complaint, goes_from_report_to_closure_through_the_api_alone) {
  Api api;
  const Desk desk(api);
  const std::string id = desk.begin(desk.town.proposer);
  EXPECT_EQ(desk.send(desk.town.proposer, id, "REPORT", report).at("/to"), "verification.waiting");
  EXPECT_EQ(desk.send(desk.town.secretariat, id, "FORWARD", R"({"agency":"Dinas PU"})").at("/to"), "handling.waiting");
  EXPECT_EQ(desk.send(desk.town.secretariat, id, "REPLY", R"({"text":"Sudah diperbaiki."})").at("/to"), "answered");
  const Seen back = desk.send(desk.town.proposer, id, "RESPOND", R"({"satisfied":false,"text":"Belum."})");
  EXPECT_EQ(back.at("/to"), "handling.waiting") << back.body;
  desk.send(desk.town.secretariat, id, "REPLY", R"({"text":"Selesai hari ini."})");
  const Seen end = desk.send(desk.town.proposer, id, "RESPOND", R"({"satisfied":true})");
  EXPECT_EQ(end.at("/to"), "closed") << end.body;
  EXPECT_EQ(end.at("/done"), "true");

  const Seen seen = desk.town.proposer.get("/v1/instances/" + id);
  EXPECT_EQ(seen.at("/context/agency"), "Dinas PU") << seen.body;
  EXPECT_EQ(seen.at("/context/rounds"), "1");
  EXPECT_EQ(desk.town.secretariat.get("/v1/instances?definition=pengaduan&state=closed").count("/items"), 1U);
  EXPECT_EQ(desk.town.secretariat.get("/v1/instances?state=draft").count("/items"), 0U);
  EXPECT_EQ(desk.town.proposer.get("/v1/instances/" + id + "/history").count("/items"), 7U);
  EXPECT_TRUE(api.views.dead_letters().empty());
}

TEST(A_complaint, that_nobody_verifies_in_time_is_overdue_and_silence_closes_it) {
  Api api;
  const Desk desk(api);
  const std::string id = desk.begin(desk.town.proposer);
  desk.send(desk.town.proposer, id, "REPORT", report);
  api.clock.advance(std::chrono::hours(24 * 3));
  desk.fire_due();
  EXPECT_EQ(desk.town.proposer.get("/v1/instances/" + id).at("/state"), "verification.overdue");
  EXPECT_EQ(desk.send(desk.town.secretariat, id, "FORWARD", R"({"agency":"Dinas PU"})").status, 200U);
  desk.send(desk.town.secretariat, id, "REPLY", R"({"text":"Sudah."})");
  api.clock.advance(std::chrono::hours(24 * 10));
  desk.fire_due();
  const Seen closed = desk.town.proposer.get("/v1/instances/" + id);
  EXPECT_EQ(closed.at("/state"), "closed") << closed.body;
  EXPECT_EQ(closed.at("/context/late_verification"), "true");
  EXPECT_EQ(closed.count("/timers"), 0U);
  const Seen history = desk.town.proposer.get("/v1/instances/" + id + "/history");
  EXPECT_EQ(history.at("/items/2/timer/key"), "pengaduan.verification.waiting/0") << history.body;
}

TEST(A_complaint, says_what_may_be_done_and_what_stands_in_the_way) {
  Api api;
  const Desk desk(api);
  const std::string id = desk.begin(desk.town.proposer);
  const Seen list = desk.town.proposer.get("/v1/instances/" + id + "/transitions");
  EXPECT_EQ(list.at("/allowed"), R"(["REPORT","WITHDRAW"])") << list.body;
  EXPECT_EQ(desk.send(desk.town.proposer, id, "FORWARD", R"({"agency":"x"})").status, 403U);
  const Seen early = desk.send(desk.town.secretariat, id, "REPLY", R"({"text":"x"})");
  EXPECT_EQ(early.status, 409U) << early.body;
  EXPECT_EQ(early.at("/allowed"), R"(["REPORT","WITHDRAW"])");
  EXPECT_EQ(desk.send(desk.town.proposer, id, "REPORT", R"({"kind":"gossip"})").status, 422U);
  EXPECT_EQ(desk.send(desk.town.proposer, id, "FLY").status, 422U);
}

TEST(A_complaint, is_seen_by_its_reporter_and_its_organizer_alone) {
  Api api;
  const Desk desk(api);
  const Town other(api, "lain", "lomba-lain");
  const std::string id = desk.begin(desk.town.proposer);
  EXPECT_EQ(other.proposer.get("/v1/instances/" + id).status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/instances/" + id).status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/instances").count("/items"), 0U);
  EXPECT_EQ(desk.send(other.secretariat, id, "FORWARD", R"({"agency":"x"})").status, 404U);
  EXPECT_EQ(api.public_client().get("/v1/instances").status, 401U);
}

TEST(A_complaint, keeps_what_the_reporter_wrote_sealed) {
  Api api;
  const Desk desk(api);
  const std::string id = desk.begin(desk.town.proposer);
  desk.send(desk.town.proposer, id, "REPORT", report);
  api.log.read(1, 1000, [](const StoredEvent& event) {
    EXPECT_EQ(event.data.find("depan pasar"), std::string::npos) << event.type;
    return true;
  });
  const Seen history = desk.town.proposer.get("/v1/instances/" + id + "/history");
  EXPECT_EQ(history.at("/items/1/data/text"), "Lubang di depan pasar.") << history.body;
}

TEST(A_context, is_given_by_the_organizer_and_fits_the_definition) {
  Api api;
  const Desk desk(api);
  const auto start = [&](const Client& who, const std::string& context) {
    return who.post("/v1/instances", R"({"definition":"pengaduan","organizer":"kota","title":"x","entrant":")" +
                                         desk.town.entrant + R"(","context":)" + context + "}");
  };
  EXPECT_EQ(start(desk.town.secretariat, R"({"rounds_max":0})").status, 201U);
  EXPECT_EQ(start(desk.town.proposer, R"({"rounds_max":9})").status, 403U);
  const Seen wrong = start(desk.town.secretariat, R"({"rounds_max":"many","vip":true})");
  EXPECT_EQ(wrong.status, 422U);
  EXPECT_EQ(wrong.count("/errors"), 2U) << wrong.body;
}

std::string definition(const std::string& version, const std::string& machine) {
  return R"({"document":{"id":"sanggah","version":")" + version +
         R"(","title":{"id":"Sanggah","en":"Objection"},"roles":{"DONE":["secretariat"]},"machine":)" + machine + "}}";
}
constexpr const char* machine = R"({"id":"sanggah","initial":"open","states":{"open":{"on":{"DONE":"end"}},"end":{"type":"final"}}})";

TEST(A_definition, is_uploaded_once_and_never_changes) {
  Api api;
  const Desk desk(api);
  const Seen made = desk.town.secretariat.post("/v1/definitions", definition("1", machine));
  ASSERT_EQ(made.status, 201U) << made.body;
  EXPECT_EQ(made.header("Location"), "/v1/definitions/sanggah");
  EXPECT_EQ(desk.town.secretariat.post("/v1/definitions", definition("1", machine)).status, 200U) << "the same again";
  const std::string changed = R"({"id":"sanggah","initial":"open","states":{"open":{"on":{"DONE":"shut"}},"shut":{"type":"final"}}})";
  EXPECT_EQ(desk.town.secretariat.post("/v1/definitions", definition("1", changed)).at("/code"), "version_taken");
  EXPECT_EQ(desk.town.secretariat.post("/v1/definitions", definition("2", changed)).status, 201U);
  const Client everybody = api.public_client();
  EXPECT_EQ(everybody.get("/v1/definitions/sanggah").at("/latest"), "2");
  EXPECT_EQ(everybody.get("/v1/definitions/sanggah/versions/1").at("/hash"), made.at("/hash"));
  EXPECT_EQ(everybody.get("/v1/definitions/sanggah/versions/9").status, 404U);
  EXPECT_EQ(everybody.get("/v1/definitions/kipp/versions/2").at("/document/id"), "kipp");
  EXPECT_EQ(everybody.get("/v1/definitions").count("/items"), 1U);

  const Seen instance = desk.town.secretariat.post(
      "/v1/instances", R"({"definition":"sanggah","version":"1","organizer":"kota","title":"Paket 7"})");
  ASSERT_EQ(instance.status, 201U) << instance.body;
  EXPECT_EQ(instance.at("/definition/hash"), made.at("/hash"));
  EXPECT_EQ(desk.send(desk.town.secretariat, instance.at("/id"), "DONE").at("/to"), "end");
}

TEST(A_definition, that_is_wrong_is_refused_with_every_place) {
  Api api;
  const Desk desk(api);
  const Seen refused = desk.town.secretariat.post(
      "/v1/definitions", definition("V 1", R"({"id":"sanggah","initial":"nowhere","states":{"open":{}}})"));
  EXPECT_EQ(refused.status, 422U) << refused.body;
  EXPECT_NE(refused.body.find("/document/version"), std::string::npos) << refused.body;
  EXPECT_NE(refused.body.find("/document/machine/initial"), std::string::npos) << refused.body;
}

TEST(A_definition, belongs_to_whoever_brought_it) {
  Api api;
  const Desk desk(api);
  const Town other(api, "lain", "lomba-lain");
  ASSERT_EQ(desk.town.secretariat.post("/v1/definitions", definition("1", machine)).status, 201U);
  EXPECT_EQ(other.secretariat.post("/v1/definitions", definition("2", machine)).status, 403U);
  EXPECT_EQ(desk.town.proposer.post("/v1/definitions", definition("3", machine)).status, 403U);
  EXPECT_EQ(api.admin().post("/v1/definitions", definition("2", machine)).status, 201U);
}

TEST(A_definition, is_drawn_in_three_formats) {
  Api api;
  const Client everybody = api.public_client();
  EXPECT_NE(everybody.get("/v1/definitions/pengaduan/graph").body.find("stateDiagram-v2"), std::string::npos);
  EXPECT_NE(everybody.get("/v1/definitions/pengaduan/graph?format=dot").body.find("digraph"), std::string::npos);
  EXPECT_NE(everybody.get("/v1/definitions/pengaduan/graph?format=scxml").body.find("<scxml"), std::string::npos);
  EXPECT_EQ(everybody.get("/v1/definitions/pengaduan/graph?format=png").status, 400U);
  EXPECT_EQ(everybody.get("/v1/definitions/nothing/graph").status, 404U);
}

}  // namespace
}  // namespace jejak::tests
