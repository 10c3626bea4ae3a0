// What a step records so that proposals can be counted: since when it waited, which ticks were missing, from where it had left.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/competition/road.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

std::string road(std::string_view definition, std::string_view rulebook) {
  const auto machine = statechart::compile(*shipped_document("definitions", definition));
  const auto rules = parse_rulebook(*shipped_document("rulebooks", rulebook));
  std::string all;
  for (const auto& stage : road_of(**machine, **rules)) all += (all.empty() ? "" : " ") + stage;
  return all;
}

}  // namespace

TEST(A_road, has_the_machines_own_stages_in_the_order_in_which_proposals_meet_them) {
  EXPECT_EQ(road("kipp", "practice"), "sosialisasi submission screening presentation interview award replication");
  EXPECT_EQ(road("kipp-nasional", "kipp-2023"), "sosialisasi submission screening presentation award replication");
}

TEST(A_competition, records_the_road_of_its_machine) {
  Trial trial;
  trial.open();
  EXPECT_EQ(array_of(trial.last("CompetitionOpened"), "road").size(), 7U);
}

TEST(A_step_out_of_the_submission, says_since_when_the_proposal_stood_there) {
  Trial trial;
  trial.open();
  const std::string id = trial.enter("Data Go", trial.entrant);
  trial.send(id, proposer(trial.entrant), "START_DRAFT");
  EXPECT_FALSE(trial.last("TransitionTaken").contains("since"));
  trial.at("2022-06-09T02:00:00Z");
  trial.send(id, proposer(trial.entrant), "WITHDRAW", R"({"reason":"Pindah."})");
  EXPECT_EQ(text_of(trial.last("TransitionTaken"), "since"), "2022-06-01T02:00:00.000000Z");
}

TEST(A_step_back_into_the_race, says_from_which_stage_and_why_the_proposal_had_left) {
  Trial trial;
  json::object rules = shipped_document("rulebooks", "practice")->get_object();
  rules["stages"].as_array()[0].as_object()["top"] = json::object{{"count", 1}};
  rules["objection_window"] = "P3D";
  rules["objections_max"] = 2;
  trial.open_with(rules);
  const std::vector<std::string> ids{trial.bring_to_desk("Satu"), trial.bring_to_desk("Dua")};
  const std::string juror = trial.add_juror();
  trial.assign(ids, "screening", juror);
  trial.assess(ids[0], "screening", juror, "90");
  trial.assess(ids[1], "screening", juror, "80");
  trial.decide("screening");
  const std::string& out = ids[1];
  trial.send(out, proposer(trial.entrant), "OBJECT", R"({"reason":"Nilai keliru."})");
  trial.send(out, secretariat(), "ANSWER_OBJECTION", R"({"upheld":true,"reason":"Benar."})");
  const json::object left = object_of(trial.last("TransitionTaken"), "left");
  EXPECT_EQ(text(left), R"({"stage":"screening","why":["below_cut"]})");
}

}  // namespace jejak::workflows
