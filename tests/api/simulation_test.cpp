// What would have been different under other rules.
#include <gtest/gtest.h>

#include "tests/api/api_under_test.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tests {
namespace {

Seen simulate(const Client& who, const std::string& body) {
  const Seen started = who.post("/v1/simulations", body);
  EXPECT_EQ(started.status, 202U) << started.body;
  return who.get(started.header("Location"));
}

// A competition with two proposals at the desk, the first scored better.
struct Season {
  explicit Season(Api& given) : api(given), town(given) {
    better = town.proposal("Lebih Baik", "desk");
    worse = town.proposal("Kurang Baik", "desk");
    assess(better, 90, 90);
    assess(worse, 70, 70);
    EXPECT_EQ(town.decide("screening").status, 201U);
  }
  void assess(const std::string& id, int novelty, int others) const {
    town.secretariat.post("/v1/competitions/latihan/assignments",
                          R"({"stage":"screening","pairs":[{"juror":")" + town.juror_id + R"(","proposals":[")" + id + R"("]}]})");
    const std::string rest = std::to_string(others);
    const Seen sheet = town.juror.put("/v1/proposals/" + id + "/assessments/screening/" + town.juror_id,
                                      R"({"scores":{"novelty":)" + std::to_string(novelty) + R"(,"effectiveness":)" + rest +
                                          R"(,"usefulness":)" + rest + R"(,"replicability":)" + rest + R"(,"sustainability":)" + rest + "}}");
    EXPECT_EQ(sheet.status, 201U) << sheet.body;
  }
  Api& api;
  Town town;
  std::string better, worse;
};

// The practice rulebook, changed.
std::string practice(const std::function<void(json::object&)>& change) {
  json::object rulebook = workflows::shipped_document("rulebooks", "practice")->as_object();
  change(rulebook);
  return canonical_json(json::object{{"competition", "latihan"}, {"rulebook_document", std::move(rulebook)}});
}

TEST(A_simulation, under_the_same_rules_finds_no_difference) {
  Api api;
  api.load_sample();
  const Client auditor = api.key("auditor");
  const auto before = api.log.head();
  const Seen report = simulate(auditor, R"({"competition":"kota-magelang-2022"})");
  EXPECT_EQ(report.at("/status"), "same") << report.body;
  EXPECT_EQ(report.at("/proposals"), "11");
  EXPECT_EQ(report.at("/refused"), "[]");
  EXPECT_EQ(report.at("/differences"), "[]");
  EXPECT_GT(std::stoul(report.at("/commands")), 100U);
  EXPECT_EQ(api.log.head(), before) << "a simulation does not touch the live log";
}

TEST(A_simulation, tells_who_else_would_have_been_taken_on) {
  Api api;
  const Season season(api);
  const Seen own = simulate(season.town.secretariat, R"({"competition":"latihan"})");
  EXPECT_EQ(own.at("/status"), "same") << own.body;
  const Seen report = simulate(season.town.secretariat, practice([](json::object& rulebook) {
    for (json::value& stage : rulebook.at("stages").as_array()) {
      if (stage.at("name") == "screening") stage.at("top").as_object()["count"] = 1;
    }
  }));
  EXPECT_EQ(report.at("/status"), "different") << report.body;
  EXPECT_EQ(report.at("/stages/0/stage"), "screening");
  EXPECT_EQ(report.at("/stages/0/lost").find(season.worse) == std::string::npos, false);
  EXPECT_EQ(report.at("/stages/0/gained"), "[]");
  EXPECT_EQ(report.at("/difference_count"), "1");
  EXPECT_EQ(report.at("/differences/0/recorded/results/screening/outcome"), "in");
  EXPECT_EQ(report.at("/differences/0/simulated/results/screening/outcome"), "out");
  EXPECT_EQ(report.at("/differences/0/simulated/state").substr(0, 12), "not_selected");
}

TEST(A_simulation, tells_what_would_have_been_refused_and_why) {
  Api api;
  const Season season(api);
  const Seen report = simulate(season.town.secretariat, practice([](json::object& rulebook) {
    rulebook["quota"] = json::object{{"per_entrant", 1}};
  }));
  EXPECT_EQ(report.at("/refused/0/command"), "EnterProposal") << report.body;
  EXPECT_EQ(report.at("/refused/0/code"), "quota_reached");
  EXPECT_NE(report.at("/refused/0/because/id"), "(nothing)");
  EXPECT_EQ(report.at("/difference_count"), "1");
  EXPECT_EQ(report.at("/differences/0/proposal"), season.worse);
  EXPECT_EQ(report.at("/differences/0/simulated"), "null");
}

TEST(A_simulation, under_another_machine_says_which_event_it_would_not_take) {
  Api api;
  const Season season(api);
  json::object machine = workflows::shipped_document("definitions", "kipp")->as_object();
  machine["version"] = "strict";
  machine.at("guards").as_object()["answers_complete"] = false;
  const Seen report = simulate(season.town.secretariat,
                               canonical_json(json::object{{"competition", "latihan"}, {"definition_document", machine}}));
  EXPECT_EQ(report.at("/refused/0/command"), "SendTransition SUBMIT") << report.body;
  EXPECT_EQ(report.at("/refused/0/code"), "transition_refused");
  EXPECT_EQ(report.at("/difference_count"), "2");
}

TEST(A_simulation, is_for_those_who_may_see_the_scores) {
  Api api;
  const Season season(api);
  const Town other(api, "lain", "lomba-lain");
  const std::string own = R"({"competition":"latihan"})";
  EXPECT_EQ(season.town.proposer.post("/v1/simulations", own).status, 403U);
  EXPECT_EQ(api.admin().post("/v1/simulations", own).status, 403U);
  EXPECT_EQ(other.secretariat.post("/v1/simulations", own).status, 404U);
  const Seen started = season.town.secretariat.post("/v1/simulations", own);
  ASSERT_EQ(started.status, 202U);
  EXPECT_EQ(other.secretariat.get(started.header("Location")).status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/simulations").count("/items"), 0U);
  EXPECT_EQ(season.town.secretariat.get("/v1/simulations").count("/items"), 1U);
}

TEST(A_simulation, with_rules_that_do_not_hold_together_names_the_faults) {
  Api api;
  const Town town(api);
  const auto post = [&](const std::string& body) { return town.secretariat.post("/v1/simulations", body); };
  EXPECT_EQ(post("{}").status, 422U);
  EXPECT_EQ(post(R"({"competition":"none"})").status, 404U);
  EXPECT_EQ(post(R"({"competition":"latihan","rulebook":"none"})").status, 422U);
  const Seen wrong = post(practice([](json::object& rulebook) { rulebook.at("stages").as_array()[0].as_object()["judged_in"] = "nowhere"; }));
  EXPECT_EQ(wrong.status, 422U) << wrong.body;
  EXPECT_EQ(wrong.at("/errors/0/pointer"), "/rulebook_document/stages/0/judged_in");
}

}  // namespace
}  // namespace jejak::tests
