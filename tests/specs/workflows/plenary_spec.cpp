#include "tests/specs/workflows/trial.hpp"
#include "workflows/decision/recount.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

const Path stage_path{{"competition", std::string(contest)}, {"stage", "screening"}};

Path change_path(std::string_view id) {
  Path path = stage_path;
  path["change"] = id;
  return path;
}

Caller second_secretary() {
  Caller other = secretariat();
  other.actor = "key-second";
  return other;
}

json::object rulebook_with_plenary(bool allowed = true, bool may_exceed = true) {
  json::object rulebook = shipped_document("rulebooks", "practice")->as_object();
  json::object& stage = rulebook["stages"].as_array()[0].as_object();
  stage["top"].as_object()["count"] = 1;
  stage["plenary_may_change"] = allowed;
  stage["plenary_may_exceed"] = may_exceed;
  return rulebook;
}

// Two at the desk: the first has more points, and there is one place.
struct Pair {
  explicit Pair(bool allowed = true, bool may_exceed = true) : Pair(rulebook_with_plenary(allowed, may_exceed)) {}
  explicit Pair(const json::object& rulebook) {
    trial.open_with(rulebook);
    better = trial.bring_to_desk("A");
    other = trial.bring_to_desk("B");
    const std::string by = trial.add_juror();
    trial.assign({better, other}, "screening", by);
    trial.assess(better, "screening", by, "90");
    trial.assess(other, "screening", by, "80");
  }
  void change(const std::string& proposal, std::string_view outcome) {
    const json::object open = trial.accept("ProposePlenaryChange", secretariat(), stage_path, {{"proposal", proposal}, {"outcome", outcome}, {"reason", "Pleno."}});
    trial.accept("SettlePlenaryChange", second_secretary(), change_path(text_of(open, "id")), {{"confirm", true}});
  }
  json::array obstacles() { return array_of(trial.accept("PreviewDecision", secretariat(), stage_path, {}), "obstacles"); }
  json::object bring_in() const { return {{"proposal", other}, {"outcome", "in"}, {"reason", "Satu-satunya dari pulau kecil."}}; }

  Trial trial;
  std::string better, other;
};

}  // namespace

TEST(Plenary, brings_in_against_the_ranking_when_a_second_person_confirms_and_says_so) {
  Pair pair;
  const json::object open = pair.trial.accept("ProposePlenaryChange", secretariat(), stage_path, pair.bring_in());
  const Path change = change_path(text_of(open, "id"));
  pair.trial.refuse("plenary_open", "DecideStage", secretariat(), stage_path, {});
  pair.trial.refuse("same_person", "SettlePlenaryChange", secretariat(), change, {{"confirm", true}});
  pair.trial.accept("SettlePlenaryChange", second_secretary(), change, {{"confirm", true}});
  pair.trial.refuse("already_answered", "SettlePlenaryChange", second_secretary(), change, {{"confirm", false}});
  const json::object decided = pair.trial.decide("screening");
  const json::object& last = array_of(decided, "results").at(1).get_object();
  EXPECT_EQ(text_of(last, "reason"), "plenary_in");
  EXPECT_EQ(integer_of(last, "rank"), 2);
  EXPECT_EQ(integer_of(decided, "in"), 2);
  const json::object& why = object_of(last, "why");
  EXPECT_EQ(text_of(why, "change"), "Satu-satunya dari pulau kecil.");
  EXPECT_EQ(array_of(why, "by").size(), 2U);
  EXPECT_EQ(text_of(object_of(why, "without"), "reason"), "below_cut");
  const json::object& line = array_of(decided, "plenary").at(0).get_object();
  EXPECT_EQ(text_of(line, "reason"), "Satu-satunya dari pulau kecil.");
  EXPECT_NE(text_of(line, "proposed_by"), text_of(line, "settled_by"));
  EXPECT_EQ(pair.trial.state_of(pair.other).substr(0, 12), "presentation");
  const Stage stage = parse_rulebook(rulebook_with_plenary()).value()->stages[0];
  EXPECT_EQ(recount(stage, decided).value().differs, std::vector<std::string>{});
}

TEST(Plenary, that_is_rejected_changes_nothing_and_may_be_proposed_anew) {
  Pair pair;
  const json::object open = pair.trial.accept("ProposePlenaryChange", secretariat(), stage_path, pair.bring_in());
  pair.trial.refuse("change_stands", "ProposePlenaryChange", second_secretary(), stage_path, pair.bring_in());
  pair.trial.accept("SettlePlenaryChange", second_secretary(), change_path(text_of(open, "id")), {{"confirm", false}});
  json::object take_out = pair.bring_in();
  take_out["proposal"] = pair.better;
  take_out["outcome"] = "out";
  const json::object second = pair.trial.accept("ProposePlenaryChange", second_secretary(), stage_path, take_out);
  pair.trial.accept("SettlePlenaryChange", secretariat(), change_path(text_of(second, "id")), {{"confirm", true}});
  const json::object decided = pair.trial.decide("screening");
  EXPECT_EQ(text_of(array_of(decided, "results").at(0).get_object(), "reason"), "plenary_out");
  EXPECT_EQ(text_of(array_of(decided, "results").at(1).get_object(), "reason"), "below_cut");
  pair.trial.refuse("already_decided", "ProposePlenaryChange", secretariat(), stage_path, pair.bring_in());
}

TEST(Plenary, does_not_leave_more_in_than_there_are_places_unless_the_rulebook_lets_it) {
  Pair pair(true, false);
  pair.change(pair.other, "in");
  const json::array obstacles = pair.obstacles();
  ASSERT_EQ(obstacles.size(), 1U);
  const json::object& breaks = obstacles.at(0).get_object();
  EXPECT_EQ(text_of(breaks, "code"), "plenary_breaks");
  EXPECT_EQ(integer_of(breaks, "in"), 2);
  EXPECT_EQ(integer_of(breaks, "top"), 1);
  pair.trial.refuse("plenary_breaks", "DecideStage", secretariat(), stage_path, {});
  pair.change(pair.better, "out");
  EXPECT_EQ(integer_of(pair.trial.decide("screening"), "in"), 1);
}

TEST(Plenary, does_not_break_a_constraint_of_the_shortlist_unless_the_rulebook_lets_it) {
  for (const bool may : {false, true}) {
    json::object rulebook = rulebook_with_plenary(true, may);
    json::object& stage = rulebook["stages"].as_array()[0].as_object();
    stage["tie"] = json::object{{"criteria", json::array()}, {"then", "stop"}};
    stage["decision"] = object(R"({"shortlist":[{"name":"satu tik","of":"category","values":["tik"],"at_least":1}]})");
    Pair pair(rulebook);
    pair.change(pair.better, "out");
    const json::array obstacles = pair.obstacles();
    if (may) {
      EXPECT_TRUE(obstacles.empty());
    } else {
      EXPECT_EQ(text(obstacles.at(0).get_object().at("constraints")), R"(["satu tik"])");
    }
  }
}

TEST(Plenary, takes_a_confirmed_change_back_by_two_people_and_says_so) {
  Pair pair;
  json::object back = pair.bring_in();
  back["outcome"] = "as_ranked";
  pair.trial.refuse("no_change_stands", "ProposePlenaryChange", secretariat(), stage_path, back);
  pair.change(pair.other, "in");
  const json::object open = pair.trial.accept("ProposePlenaryChange", secretariat(), stage_path, back);
  pair.trial.refuse("plenary_open", "DecideStage", secretariat(), stage_path, {});
  pair.trial.refuse("same_person", "SettlePlenaryChange", secretariat(), change_path(text_of(open, "id")), {{"confirm", true}});
  pair.trial.accept("SettlePlenaryChange", second_secretary(), change_path(text_of(open, "id")), {{"confirm", true}});
  pair.change(pair.better, "out");
  pair.change(pair.better, "as_ranked");
  const json::object decided = pair.trial.decide("screening");
  EXPECT_EQ(text_of(array_of(decided, "results").at(0).get_object(), "reason"), "within_top");
  EXPECT_EQ(text_of(array_of(decided, "results").at(1).get_object(), "reason"), "below_cut");
  EXPECT_EQ(text_of(array_of(decided, "plenary").at(0).get_object(), "status"), "taken_back");
  EXPECT_EQ(text_of(array_of(decided, "plenary").at(1).get_object(), "outcome"), "as_ranked");
  const Stage stage = parse_rulebook(rulebook_with_plenary()).value()->stages[0];
  EXPECT_EQ(recount(stage, decided).value().differs, std::vector<std::string>{});
}

TEST(Plenary, changes_nothing_about_a_proposal_that_does_not_stand_in_the_stage) {
  Pair pair;
  json::object elsewhere = pair.bring_in();
  elsewhere["proposal"] = pair.trial.enter("C", pair.trial.entrant);
  pair.trial.refuse("not_in_stage", "ProposePlenaryChange", secretariat(), stage_path, elsewhere);
}

TEST(Plenary, changes_nothing_where_the_rulebook_does_not_let_it) {
  Pair pair(false);
  pair.trial.refuse("plenary_not_allowed", "ProposePlenaryChange", secretariat(), stage_path, pair.bring_in());
  json::object unknown = pair.bring_in();
  unknown["proposal"] = "none";
  Pair allowed;
  allowed.trial.refuse("not_found", "ProposePlenaryChange", secretariat(), stage_path, unknown);
}

}  // namespace jejak::workflows
