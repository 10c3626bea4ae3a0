// When and where proposals are presented, and who came.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

const std::string schedule = "/v1/competitions/latihan/stages/presentation/schedule";
const std::string two_rooms =
    R"({"minutes":20,"sittings":[{"room":"A","starts":"2026-01-16T08:00:00+07:00","ends":"2026-01-16T09:00:00+07:00"},
        {"room":"B","starts":"2026-01-16T08:00:00+07:00","ends":"2026-01-16T09:00:00+07:00"}])";

struct Hall {
  Hall() : town(api), first(town.proposal("Data Go", "desk")), second(town.proposal("Si Bulan", "desk")) {
    for (const std::string& id : {first, second}) town.judge(id, "screening");
    town.decide("screening");
  }
  Api api;
  Town town;
  std::string first, second;
};

}  // namespace

TEST(Slot, is_given_to_each_proposal_of_the_stage_one_after_the_other_for_one_entrant) {
  Hall hall;
  const Seen preview = hall.town.secretariat.post(schedule, two_rooms + R"(,"preview":true})");
  ASSERT_EQ(preview.status, 200U) << preview.body;
  EXPECT_EQ(hall.town.secretariat.get("/v1/competitions/latihan/slots").count("/items"), 0U);
  const Seen made = hall.town.secretariat.post(schedule, two_rooms + "}");
  ASSERT_EQ(made.status, 201U) << made.body;
  // One entrant cannot be in two rooms at once.
  EXPECT_EQ(made.at("/slots/0/starts"), "2026-01-16T01:00:00.000000Z");
  EXPECT_EQ(made.at("/slots/1/starts"), "2026-01-16T01:20:00.000000Z");
  const Seen own = hall.town.proposer.get("/v1/competitions/latihan/slots");
  EXPECT_EQ(own.count("/items"), 2U) << own.body;
  EXPECT_EQ(hall.town.juror.get("/v1/competitions/latihan/slots").count("/items"), 2U);
  const Seen again = hall.town.secretariat.post(schedule, two_rooms + "}");
  EXPECT_EQ(again.status, 200U);
  EXPECT_EQ(again.count("/slots"), 0U);
}

TEST(Slot, moves_with_a_reason_but_not_onto_another) {
  Hall hall;
  hall.town.secretariat.post(schedule, two_rooms + "}");
  const std::string slot = "/v1/proposals/" + hall.first + "/slots/presentation";
  const Seen taken = hall.town.secretariat.put(slot, R"({"room":"B","starts":"2026-01-16T08:30:00+07:00","ends":"2026-01-16T08:50:00+07:00","reason":"Macet"})");
  EXPECT_EQ(taken.status, 409U);
  EXPECT_EQ(taken.at("/code"), "slot_taken") << taken.body;
  const Seen moved = hall.town.secretariat.put(slot, R"({"room":"B","starts":"2026-01-16T13:00:00+07:00","ends":"2026-01-16T13:20:00+07:00","reason":"Macet"})");
  ASSERT_EQ(moved.status, 200U) << moved.body;
  const Seen list = hall.town.auditor.get("/v1/competitions/latihan/slots?room=B");
  bool found = false;
  for (const auto& item : list.json.at("items").as_array()) found = found || item.at("moved_because") == json::value("Macet");
  EXPECT_TRUE(found) << list.body;
}

TEST(Slot, takes_attendance_once_it_has_begun) {
  Hall hall;
  hall.town.secretariat.post(schedule, R"({"minutes":20,"sittings":[{"room":"A","starts":"2098-01-16T08:00:00+07:00","ends":"2098-01-16T09:00:00+07:00"}]})");
  const std::string slot = "/v1/proposals/" + hall.first + "/slots/presentation/attendance";
  const Seen early = hall.town.secretariat.put(slot, R"({"attended":true})");
  EXPECT_EQ(early.status, 409U);
  EXPECT_EQ(early.at("/code"), "not_yet") << early.body;
  hall.api.clock.set(parse_rfc3339("2098-01-16T08:05:00+07:00").value());
  const Seen came = hall.town.secretariat.put(slot, R"({"attended":true,"head_attended":false,"note":"Diwakili"})");
  ASSERT_EQ(came.status, 200U) << came.body;
  EXPECT_EQ(hall.town.secretariat.get("/v1/competitions/latihan/slots").at("/items/0/attended"), "true");
}

TEST(Slot, says_who_finds_no_place_and_records_nothing) {
  Hall hall;
  const Position before = hall.api.log.head().size;
  const Seen none = hall.town.secretariat.post(schedule, R"({"minutes":60,"sittings":[{"room":"A","starts":"2026-01-16T08:00:00+07:00","ends":"2026-01-16T09:00:00+07:00"}]})");
  EXPECT_EQ(none.status, 409U);
  EXPECT_EQ(none.at("/code"), "schedule_impossible") << none.body;
  EXPECT_EQ(none.count("/left_out"), 1U) << none.body;
  EXPECT_EQ(hall.api.log.head().size, before);
  const Seen backwards = hall.town.secretariat.post(schedule, R"({"minutes":60,"sittings":[{"room":"A","starts":"2026-01-16T09:00:00+07:00","ends":"2026-01-16T08:00:00+07:00"}]})");
  EXPECT_EQ(backwards.status, 422U);
  EXPECT_EQ(backwards.at("/errors/0/pointer"), "/sittings/0/ends");
}

}  // namespace jejak::tests
