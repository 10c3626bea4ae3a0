#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "tests/api/api_under_test.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tests {
namespace {

// A competition whose desk stage has one place, and these constraints on who may have it.
struct Contest {
  Contest(Api& api, std::string_view constraints) : town(api) {
    auto rulebook = workflows::shipped_document("rulebooks", "practice")->as_object();
    json::object& stage = rulebook["stages"].as_array()[0].as_object();
    stage["top"].as_object()["count"] = 1;
    stage["tie"].as_object()["then"] = "stop";
    stage["decision"] = json::object{{"shortlist", *parse_json(constraints)}};
    json::object body{{"id", "susunan"}, {"organizer", "kota"}, {"title", "Susunan"}, {"year", 2022}};
    body["rulebook_document"] = std::move(rulebook);
    const Seen opened = town.secretariat.post("/v1/competitions", canonical_json(body));
    EXPECT_EQ(opened.status, 201U) << opened.body;
    town.competition = "susunan";
    town.juror_id = town.secretariat.post("/v1/competitions/susunan/jurors", R"({"name":"Juri contoh","element":"ngo"})").at("/id");
    town.juror = api.key("juror", R"({"juror":")" + town.juror_id + "\"}");
  }

  // A proposal at the desk with this score for everything.
  std::string judged(const std::string& title, int score) {
    const std::string id = town.proposal(title, "desk");
    town.secretariat.post("/v1/competitions/susunan/assignments",
                          R"({"stage":"screening","pairs":[{"juror":")" + town.juror_id + R"(","proposals":[")" + id + R"("]}]})");
    json::object scores;
    for (const char* key : {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}) scores[key] = score;
    const Seen sheet = town.juror.put("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id,
                                      canonical_json(json::object{{"scores", scores}}));
    EXPECT_EQ(sheet.status, 201U) << sheet.body;
    return id;
  }

  Town town;
};

constexpr std::string_view decision = "/v1/competitions/susunan/stages/screening/decision";

TEST(Shortlist_constraints, pass_over_a_past_winner_and_say_so) {
  Api api;
  Contest contest(api, R"([{"name":"pemenang lama","of":"prior_award","values":["top45"],"at_most":0}])");
  contest.town.secretariat.post("/v1/organizers/kota/prior-awards",
                                R"({"title":"Data Go","award":"top45","year":2019,"source":"Contoh"})");
  const std::string winner = contest.judged("Data Go", 90);
  const std::string other = contest.judged("Kampung organik", 80);
  const Seen preview = contest.town.secretariat.get(decision);
  EXPECT_EQ(preview.at("/ready"), "true") << preview.body;
  EXPECT_EQ(contest.town.secretariat.get(std::string(decision) + "?proposal=" + winner).count("/results"), 1U);
  const Seen decided = contest.town.decide("screening");
  ASSERT_EQ(decided.status, 201U) << decided.body;
  EXPECT_EQ(decided.at("/results/0/proposal"), winner);
  EXPECT_EQ(decided.at("/results/0/outcome"), "out");
  EXPECT_EQ(decided.at("/results/0/reason"), "passed_over");
  EXPECT_EQ(decided.at("/results/0/why/constraints/0"), "pemenang lama");
  EXPECT_EQ(decided.at("/results/1/proposal"), other);
  EXPECT_EQ(decided.at("/results/1/reason"), "brought_in");
  constexpr std::string_view told = "Berapa pun nilainya, proposal ini lolos menurut ketentuan komposisi daftar. Ketentuan yang mencapai batasnya: pemenang lama.";
  EXPECT_EQ(decided.at("/results/1/why/text/id"), told) << decided.body;
  EXPECT_EQ(decided.at("/method/shortlist/0/in"), "0");
  const Seen why = contest.town.secretariat.get(std::string(decision) + "?proposal=" + other);
  EXPECT_EQ(why.count("/results"), 1U) << why.body;
  EXPECT_EQ(why.at("/results/0/why/text/id"), told);
  EXPECT_EQ(contest.town.secretariat.get(std::string(decision) + "?proposal=none").status, 404U);
  EXPECT_EQ(contest.town.secretariat.get("/v1/proposals/" + winner).at("/stage"), "not_selected");
  EXPECT_EQ(contest.town.secretariat.get("/v1/proposals/" + other).at("/stage"), "presentation");
}

TEST(Shortlist_constraints, that_cannot_hold_stop_the_decision_and_are_named) {
  Api api;
  Contest contest(api, R"([{"name":"dari luar","of":"region","values":["Tempat lain"],"at_least":1}])");
  contest.judged("Data Go", 90);
  const Seen preview = contest.town.secretariat.get(decision);
  EXPECT_EQ(preview.at("/ready"), "false");
  EXPECT_EQ(preview.at("/obstacles/0/code"), "shortlist_impossible");
  const Seen refused = contest.town.decide("screening");
  EXPECT_EQ(refused.status, 409U);
  EXPECT_EQ(refused.at("/code"), "shortlist_impossible");
  EXPECT_EQ(refused.at("/constraints/0"), "dari luar");
}

TEST(Shortlist_constraints, that_make_no_sense_are_refused_with_the_rulebook) {
  Api api;
  const Town town(api);
  auto rulebook = workflows::shipped_document("rulebooks", "practice")->as_object();
  rulebook["stages"].as_array()[0].as_object()["decision"] =
      *parse_json(R"({"shortlist":[{"name":"a","of":"group","values":["umum"],"at_least":2000,"at_most":1},{"name":"a","of":"group","values":["x"]}]})");
  json::object body{{"id", "susunan"}, {"organizer", "kota"}, {"title", "Susunan"}, {"year", 2022}};
  body["rulebook_document"] = std::move(rulebook);
  const Seen refused = town.secretariat.post("/v1/competitions", canonical_json(body));
  EXPECT_EQ(refused.status, 422U);
  for (const char* pointer : {"/tie/then", "/decision/shortlist/0/at_most", "/decision/shortlist/0/at_least",
                              "/decision/shortlist/1/name", "/decision/shortlist/1\""}) {
    EXPECT_NE(refused.body.find("/rulebook_document/stages/0" + std::string(pointer)), std::string::npos) << pointer << refused.body;
  }
}

}  // namespace
}  // namespace jejak::tests
