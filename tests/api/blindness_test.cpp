// Two worlds that differ in one juror's score alone must look the same to everybody who is to be blind to it.
#include <gtest/gtest.h>

#include <set>

#include "api/routes/table.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

// The sheet that gives `score` for everything, with words that tell it.
std::string scored(std::string_view score) {
  json::object scores;
  for (const char* key : {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}) scores[key] = score;
  const std::string words = "Nilai saya " + std::string(score);
  return canonical_json(json::object{{"scores", scores}, {"comment", words}, {"comment_to_entrant", words}});
}

// A competition in which the other juror has given this sheet, and the juror is assigned to the same proposal.
struct World {
  explicit World(const std::string& sheet) : town(api) {
    town.transition(town.secretariat, town.proposal("Kampung organik"), "WITHDRAW", R"({"reason":"x"})");
    id = town.proposal("Data Go", "desk");
    for (const std::string& by : {town.juror_id, town.other_juror_id}) {
      town.secretariat.post("/v1/competitions/latihan/assignments",
                            R"({"stage":"screening","pairs":[{"juror":")" + by + R"(","proposals":[")" + id + R"("]}]})");
    }
    EXPECT_EQ(put(town.other_juror, town.other_juror_id, sheet).status, 201U);
  }

  Seen put(const Client& who, const std::string& by, const std::string& sheet) const { return who.put("/v1/proposals/" + id + "/assessments/screening/" + by, sheet); }
  Seen submit(const Client& who, const std::string& by, std::string_view score) const { return put(who, by, scored(score)); }

  void decide_and_reopen() {
    const Client second = api.key("secretariat", R"({"organizer":"kota"})");
    const std::string reopening = "/v1/competitions/latihan/stages/screening/reopening";
    EXPECT_EQ(town.decide("screening").status, 201U);
    EXPECT_EQ(town.secretariat.post(reopening, R"({"reason":"Salah ketik"})").status, 201U);
    EXPECT_EQ(second.post(reopening + "/settlement", R"({"confirm":true})").status, 200U);
  }

  // A route's pattern about this world's things.
  std::string target(std::string_view pattern) const {
    std::string text(pattern);
    const std::vector<std::pair<std::string_view, std::string>> names = {
        {"organizer", "kota"}, {"competition", "latihan"}, {"proposal", id}, {"innovation", id}, {"entrant", town.entrant},
        {"juror", town.other_juror_id}, {"stage", "screening"}, {"definition", "kipp"}, {"rulebook", "practice"}};
    for (auto open = text.find('{'); open != text.npos; open = text.find('{')) {
      const auto close = text.find('}', open);
      const std::string name = text.substr(open + 1, close - open - 1);
      std::string value = "1";
      for (const auto& [known, own] : names)
        if (known == name) value = own;
      text.replace(open, close - open + 1, value);
    }
    return text;
  }

  Api api;
  Town town;
  std::string id;
};

// Everything that an answer tells: status, body and every header. The leaf hash of a receipt is left out: it commits to the event under
// a salt of 32 random bytes that only auditors see, so it differs and tells nothing.
std::string told(const Seen& seen) {
  std::string text = std::to_string(seen.status) + " " + seen.etag + "\n";
  for (const auto& line : seen.response.headers) text += line.name + ": " + line.value + "\n";
  std::string body = seen.body;
  constexpr std::string_view leaf = "\"leaf_hash\":\"";
  constexpr std::size_t digits = 64;
  for (auto at = body.find(leaf); at != body.npos; at = body.find(leaf, at + leaf.size())) body.replace(at + leaf.size(), digits, "");
  return text + body;
}

// Commitments to every event, salted with 32 random bytes each, so that they differ and tell nothing (engine/core, DESIGN section 3);
// and what counts requests.
const std::set<std::string_view> unlike_by_nature = {"log.checkpoint", "log.proof.inclusion", "log.proof.consistency", "service.metrics"};

void expect_alike(const World& one, const World& other, const auto& client_of, std::string_view who) {
  std::size_t asked = 0;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    if (entry.method != http::Method::get || unlike_by_nature.contains(entry.id) || entry.id.starts_with("events.")) continue;
    const std::string at = one.target(entry.pattern);
    ASSERT_EQ(at, other.target(entry.pattern));
    EXPECT_EQ(told(client_of(one).get(at)), told(client_of(other).get(at))) << who << " tells them apart by " << at;
    ++asked;
  }
  EXPECT_GT(asked, 40U);
}

}  // namespace

TEST(Blindness, nobody_tells_two_worlds_apart_that_differ_in_another_jurors_score) {
  World low(scored("60")), high(scored("90"));
  const auto juror = [](const World& world) { return world.town.juror; };
  const auto proposer = [](const World& world) { return world.town.proposer; };
  const auto everybody = [](const World& world) { return Client(const_cast<Api&>(world.api), ""); };
  expect_alike(low, high, juror, "a juror who has not submitted");
  expect_alike(low, high, proposer, "the proposer");
  expect_alike(low, high, everybody, "the public");
  EXPECT_EQ(told(low.submit(low.town.juror, low.town.other_juror_id, "70")), told(high.submit(high.town.juror, high.town.other_juror_id, "70")));
  EXPECT_EQ(low.submit(low.town.juror, low.town.juror_id, "101").body, high.submit(high.town.juror, high.town.juror_id, "101").body);
  EXPECT_EQ(told(low.submit(low.town.juror, low.town.juror_id, "70")), told(high.submit(high.town.juror, high.town.juror_id, "70")));
  expect_alike(low, high, juror, "a juror whose sheet is locked");
  expect_alike(low, high, proposer, "the proposer, later");
}

TEST(Blindness, nobody_tells_a_score_from_none_given) {
  World scoring(scored("60")), abstaining(R"({"outcome":"abstained","comment":"Tidak menilai."})");
  expect_alike(scoring, abstaining, [](const World& world) { return world.town.juror; }, "a juror who has not submitted");
  expect_alike(scoring, abstaining, [](const World& world) { return world.town.proposer; }, "the proposer");
}

TEST(Blindness, is_back_where_a_stage_was_reopened_and_a_sheet_returned) {
  World low(scored("60")), high(scored("90"));
  const auto juror = [](const World& world) { return world.town.juror; };
  for (World* world : {&low, &high}) world->decide_and_reopen();
  expect_alike(low, high, juror, "a juror who has not submitted, after the reopening");
  for (World* world : {&low, &high}) {
    const std::string back = "/v1/proposals/" + world->id + "/assessments/screening/" + world->town.other_juror_id + "/return";
    EXPECT_EQ(world->town.other_juror.post(back, R"({"reason":"Salah ketik"})").status, 201U);
    EXPECT_EQ(world->town.secretariat.post(back + "/settlement", R"({"confirm":true})").status, 200U);
  }
  expect_alike(low, high, juror, "a juror who has not submitted, after the return");
}

TEST(Blindness, ends_with_the_decision_for_the_words_that_are_meant_for_others) {
  World low(scored("60")), high(scored("90"));
  for (World* world : {&low, &high}) EXPECT_EQ(world->town.decide("screening").status, 201U);
  for (const std::string& at : {"/v1/proposals/" + low.id + "/assessments", "/v1/proposals/" + low.id + "/results"}) {
    const bool jury = at.ends_with("assessments");
    EXPECT_NE((jury ? low.town.juror : low.town.proposer).get(at).body, (jury ? high.town.juror : high.town.proposer).get(at).body) << at;
  }
}

TEST(Blindness, the_test_itself_can_see_a_score_through_eyes_that_may) {
  World low(scored("60")), high(scored("90"));
  const std::string board = "/v1/competitions/latihan/scoreboard";
  EXPECT_NE(told(low.town.secretariat.get(board)), told(high.town.secretariat.get(board)));
}

}  // namespace jejak::tests
