// Flags are for who examines an entry: its proposer learns nothing of other entrants by them. And slots that are taken back.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

// Another entrant entered a proposal of that title and withdrew it; then the town's own entrant enters "Data Go".
struct World {
  explicit World(const std::string& other_title) : town(api) {
    const Seen entrant = town.secretariat.post("/v1/organizers/kota/entrants", R"({"name":"Dinas Lain","kind":"OPD"})");
    other = entrant.at("/id");
    const Client proposer = api.key("proposer", R"({"organizer":"kota","entrant":")" + other + R"("})");
    const Seen entered = proposer.post("/v1/competitions/latihan/proposals", R"({"entrant":")" + other + R"(","title":")" + other_title + R"(","category":"tik"})");
    EXPECT_EQ(entered.status, 201U) << entered.body;
    town.transition(proposer, entered.at("/id"), "WITHDRAW", R"({"reason":"Ditarik."})");
    own = "/v1/proposals/" + town.proposal("Data Go", "desk");
    town.secretariat.post("/v1/competitions/latihan/assignments",
                          R"({"stage":"screening","pairs":[{"juror":")" + town.juror_id + R"(","proposals":[")" + own.substr(14) + R"("]}]})");
  }
  Api api;
  Town town;
  std::string other, own;
};

}  // namespace

TEST(Flags, are_not_shown_to_proposers_and_jurors_whatever_others_entered) {
  const World same("Data Go"), apart("Galeri Lain");
  const Seen flagged = same.town.secretariat.get(same.own);
  EXPECT_EQ(flagged.at("/flags/0/code"), "entered_again") << flagged.body;
  EXPECT_EQ(flagged.at("/flags/0/entrant"), same.other);
  EXPECT_EQ(apart.town.secretariat.get(apart.own).at("/flags"), "null");
  EXPECT_EQ(same.town.auditor.get(same.own).at("/flags/0/code"), "entered_again");
  for (const auto& who : {&Town::proposer, &Town::juror}) {
    const Seen one = (same.town.*who).get(same.own), other = (apart.town.*who).get(apart.own);
    ASSERT_EQ(one.status, 200U) << one.body;
    EXPECT_EQ(one.at("/flags"), "null");
    EXPECT_EQ(one.body, other.body) << "the two worlds look alike";
    EXPECT_EQ(one.etag, other.etag);
  }
}

TEST(Slot, is_taken_back_by_its_route_and_gone_from_the_list) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", "desk");
  town.judge(id, "screening");
  town.decide("screening");
  ASSERT_EQ(town.secretariat.post("/v1/competitions/latihan/stages/presentation/schedule",
                                  R"({"minutes":20,"sittings":[{"room":"A","starts":"2026-01-16T08:00:00+07:00","ends":"2026-01-16T09:00:00+07:00"}]})").status, 201U);
  const std::string slot = "/v1/proposals/" + id + "/slots/presentation/cancellation";
  EXPECT_EQ(town.proposer.post(slot, R"({"reason":"x"})").status, 403U);
  EXPECT_EQ(town.secretariat.post(slot, "{}").status, 422U);
  const Seen gone = town.secretariat.post(slot, R"({"reason":"Ruang tidak siap."})");
  ASSERT_EQ(gone.status, 200U) << gone.body;
  EXPECT_EQ(gone.at("/events/0/type"), "SlotCancelled");
  EXPECT_EQ(town.secretariat.get("/v1/competitions/latihan/slots").count("/items"), 0U);
}

}  // namespace jejak::tests
