#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

const Path in_contest{{"competition", std::string(contest)}};

Path sheet(const std::string& proposal, const std::string& by, std::string_view stage = "screening") {
  return {{"proposal", proposal}, {"stage", std::string(stage)}, {"juror", by}};
}

Path stage_path(std::string_view stage) {
  return {{"competition", std::string(contest)}, {"stage", std::string(stage)}};
}

json::object five(std::string_view score) {
  json::object scores;
  for (const char* criterion : {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"})
    scores[criterion] = score;
  return {{"scores", scores}};
}

// Seven proposals judged at the desk on 2 July 2022, of which the rulebook lets six through: the last one drops out.
std::vector<std::string> decide_on_seven(Trial& trial) {
  trial.open("kota-magelang-2022");
  std::vector<std::string> ids;
  for (int i = 0; i < 7; ++i) ids.push_back(trial.bring_to_desk("Inovasi " + std::to_string(i)));
  trial.at("2022-07-02T02:00:00Z");
  for (int j = 0; j < 3; ++j) {
    const std::string by = trial.add_juror();
    trial.assign(ids, "screening", by);
    for (std::size_t i = 0; i < ids.size(); ++i)
      trial.assess(ids[i], "screening", by, std::to_string(90 - static_cast<int>(i)));
  }
  trial.decide("screening");
  return ids;
}

}  // namespace

TEST(Assigning, refuses_a_juror_of_the_same_agency_and_assigns_nobody_twice) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string own = trial.add_juror("dinas CONTOH");
  const std::string by = trial.add_juror("Universitas");
  const auto pairs = [&](const std::string& juror) {
    return json::object{{"stage", "screening"},
                        {"pairs", json::array{json::object{{"juror", juror}, {"proposals", json::array{json::value(id)}}}}}};
  };
  trial.refuse("same_agency", "AssignJurors", secretariat(), in_contest, pairs(own));
  EXPECT_EQ(integer_of(trial.accept("AssignJurors", secretariat(), in_contest, pairs(by)), "assigned"), 1);
  EXPECT_EQ(integer_of(trial.accept("AssignJurors", secretariat(), in_contest, pairs(by)), "assigned"), 0);
  json::object nowhere = pairs(by);
  nowhere["stage"] = "none";
  trial.refuse("not_found", "AssignJurors", secretariat(), in_contest, nowhere);
  trial.refuse("not_found", "AssignJurors", secretariat(), in_contest, pairs("nobody"));
}

TEST(A_score_sheet, is_its_jurors_alone_and_locked_once_submitted) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror(), other = trial.add_juror();
  trial.assign({id}, "screening", by);
  trial.refuse("forbidden", "SubmitAssessment", juror(other), sheet(id, by), five("80"));
  trial.refuse("forbidden", "SubmitAssessment", secretariat(), sheet(id, by), five("80"));
  trial.refuse("forbidden", "SubmitAssessment", console(), sheet(id, by), five("80"));
  trial.refuse("not_assigned", "SubmitAssessment", juror(other), sheet(id, other), five("80"));
  trial.assess(id, "screening", by, "80");
  trial.refuse("already_assessed", "SubmitAssessment", juror(by), sheet(id, by), five("90"));
  EXPECT_TRUE(trial.last("AssessmentSubmitted").at("comment").as_object().contains("$sealed"));
}

TEST(A_score_sheet, has_every_criterion_within_range_and_step) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror();
  trial.assign({id}, "screening", by);
  const auto no = trial.refuse("invalid_scores", "SubmitAssessment", juror(by), sheet(id, by),
      object(R"({"scores":{"novelty":101,"effectiveness":"80.5","usefulness":"viel","replicability":80,"charm":1}})"));
  const std::string errors = text(no.details.at("errors"));
  for (const char* key : {"novelty", "effectiveness", "usefulness", "sustainability", "charm"})
    EXPECT_NE(errors.find("\"/scores/" + std::string(key) + "\""), errors.npos) << errors;
  EXPECT_EQ(errors.find("replicability"), errors.npos);
}

TEST(A_score_sheet, may_say_why_there_are_no_scores_and_is_locked_by_that_too) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  for (const char* outcome : {"abstained", "recused", "no_score"}) {
    const std::string by = trial.add_juror();
    trial.assign({id}, "screening", by);
    json::object both = five("80");
    both["outcome"] = outcome;
    trial.refuse("invalid_scores", "SubmitAssessment", juror(by), sheet(id, by), both);
    trial.accept("SubmitAssessment", juror(by), sheet(id, by), {{"outcome", outcome}, {"comment_to_entrant", "Terima kasih."}});
    const auto no = trial.refuse("already_assessed", "SubmitAssessment", juror(by), sheet(id, by), five("80"));
    EXPECT_EQ(text_of(no.details, "outcome"), outcome);
  }
  EXPECT_TRUE(trial.last("AssessmentDeclined").at("comment_to_entrant").as_object().contains("$sealed"));
}

TEST(A_decision, counts_scored_sheets_alone_and_tells_the_others_apart) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string scored = trial.add_juror(), abstained = trial.add_juror(), silent = trial.add_juror();
  for (const auto& by : {scored, abstained, silent}) trial.assign({id}, "screening", by);
  trial.accept("SubmitAssessment", juror(abstained), sheet(id, abstained), {{"outcome", "abstained"}});
  trial.refuse("quorum_not_met", "DecideStage", secretariat(), stage_path("screening"), {});
  trial.assess(id, "screening", scored, "80");
  const auto result = trial.decide("screening").at("results").as_array().front().as_object();
  EXPECT_EQ(text_of(result, "score"), "80");
  std::map<std::string, std::string> aside;
  for (const auto& each : array_of(result, "set_aside"))
    aside.emplace(text_of(each.as_object(), "juror"), text_of(each.as_object(), "outcome"));
  EXPECT_EQ(aside, (std::map<std::string, std::string>{{abstained, "abstained"}, {silent, "not_assessed"}}));
}

TEST(A_score_sheet, is_taken_only_while_its_stage_is_open) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string by = trial.add_juror(), late = trial.add_juror();
  trial.assign({id}, "presentation", by);
  trial.refuse("stage_not_open", "SubmitAssessment", juror(by), sheet(id, by, "presentation"),
               object(R"({"scores":{"substance":80,"delivery":80}})"));
  trial.assign({id}, "screening", by);
  trial.assign({id}, "screening", late);
  trial.assess(id, "screening", by, "80");
  trial.decide("screening");
  trial.refuse("stage_not_open", "SubmitAssessment", juror(late), sheet(id, late), five("80"));
}

TEST(A_score_sheet, carries_the_exact_mean_of_itself_and_of_all_so_far) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_desk("A");
  const std::string first = trial.add_juror(), second = trial.add_juror(), third = trial.add_juror();
  for (const auto& by : {first, second, third}) trial.assign({id}, "screening", by);
  trial.assess(id, "screening", first, "80");
  trial.assess(id, "screening", second, "81");
  trial.assess(id, "screening", third, "81");
  const auto submitted = trial.last("AssessmentSubmitted");
  EXPECT_EQ(integer_of(submitted, "sheets"), 3);
  EXPECT_EQ(text(submitted.at("mean")), R"({"decimal":"81","fraction":"81"})");
  EXPECT_EQ(text(submitted.at("score")), R"({"decimal":"80.6667","fraction":"242/3","sort":80666667})");
}

TEST(A_decision, moves_everybody_at_once_and_keeps_its_reasons) {
  Trial trial;
  trial.open("kota-magelang-2022");
  std::vector<std::string> ids;
  for (int i = 0; i < 8; ++i) ids.push_back(trial.bring_to_desk("Inovasi " + std::to_string(i)));
  trial.at("2022-07-02T02:00:00Z");
  for (int j = 0; j < 3; ++j) {
    const std::string by = trial.add_juror();
    trial.assign(ids, "screening", by);
    for (std::size_t i = 0; i < ids.size(); ++i)
      trial.assess(ids[i], "screening", by, std::to_string(90 - static_cast<int>(i)));
  }
  const auto preview = trial.accept("PreviewDecision", auditor(), stage_path("screening"), {});
  EXPECT_TRUE(flag_of(preview, "ready")) << text(preview);
  const Position before = trial.log.head().size;
  const auto decided = trial.decide("screening");
  EXPECT_EQ(trial.log.head().size, before + 9);
  EXPECT_EQ(integer_of(decided, "in"), 6);
  EXPECT_EQ(integer_of(decided, "out"), 2);
  const auto& last = decided.at("results").as_array().back().as_object();
  EXPECT_EQ(text_of(last, "reason"), "below_cut");
  EXPECT_EQ(text_of(last, "proposal"), ids.back());
  EXPECT_EQ(trial.state_of(ids[0]), "presentation.invited");
  EXPECT_EQ(trial.state_of(ids[7]), "not_selected.announced");
  trial.refuse("already_decided", "DecideStage", secretariat(), stage_path("screening"), {});
}

TEST(A_decision, waits_for_the_quorum_and_for_somebody_to_decide_on) {
  Trial trial;
  trial.open("kota-magelang-2022");
  trial.refuse("nothing_to_decide", "DecideStage", secretariat(), stage_path("screening"), {});
  const std::string id = trial.bring_to_desk("A");
  const auto no = trial.refuse("quorum_not_met", "DecideStage", secretariat(), stage_path("screening"), {});
  EXPECT_EQ(text(no.details.at("proposals")), "[\"" + id + "\"]");
  const auto preview = trial.accept("PreviewDecision", secretariat(), stage_path("screening"), {});
  EXPECT_FALSE(flag_of(preview, "ready"));
  trial.refuse("not_found", "DecideStage", secretariat(), stage_path("none"), {});
  trial.refuse("forbidden", "DecideStage", admin(), stage_path("screening"), {});
}

TEST(An_award, is_granted_when_the_objection_window_has_passed) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const std::string id = trial.bring_to_desk("A");
  std::vector<std::string> jury{trial.add_juror(), trial.add_juror(), trial.add_juror()};
  const std::pair<const char*, const char*> days[] = {{"screening", "2022-07-02T02:00:00Z"},
                                                      {"presentation", "2022-08-15T02:00:00Z"},
                                                      {"interview", "2022-09-05T02:00:00Z"}};
  for (const auto& [stage, day] : days) {
    trial.at(day);
    if (std::string_view(stage) != "screening") trial.record(id, stage);
    for (const auto& by : jury) {
      trial.assign({id}, stage, by);
      trial.assess(id, stage, by, "85");
    }
    trial.decide(stage);
  }
  EXPECT_EQ(trial.state_of(id), "award.announced");
  EXPECT_EQ(text(object_of(trial.last("TransitionTaken"), "timers").at("set")),
            R"([{"due":"2022-09-10T02:00:00.000000Z","key":"kipp.award.announced/0"}])");
  const json::object timer{{"stream", "proposal-" + id}, {"key", "kipp.award.announced/0"}};
  EXPECT_FALSE(flag_of(trial.accept("FireTimer", console(), {}, timer), "fired"));
  trial.send(id, secretariat(), "OBJECT", R"({"reason":"Data penerima dipertanyakan."})");
  trial.send(id, secretariat(), "ANSWER_OBJECTION", R"({"upheld":false,"reason":"Data sudah diperiksa."})");
  trial.at("2022-09-11T02:00:00Z");
  EXPECT_TRUE(flag_of(trial.accept("FireTimer", console(), {}, timer), "fired"));
  EXPECT_FALSE(flag_of(trial.accept("FireTimer", console(), {}, timer), "fired"));
  EXPECT_EQ(trial.types("award-" + id), std::vector<std::string>{"AwardGranted"});
  trial.refuse("forbidden", "FireTimer", secretariat(), {}, timer);
}

TEST(An_objection, that_is_upheld_puts_a_proposal_back_where_it_was_dropped) {
  Trial trial;
  const std::string dropped = decide_on_seven(trial).back();
  trial.send(dropped, proposer(trial.entrant), "OBJECT", R"({"reason":"Nilai salah hitung."})");
  trial.send(dropped, secretariat(), "ANSWER_OBJECTION", R"({"upheld":true,"reason":"Benar."})");
  EXPECT_EQ(trial.state_of(dropped), "presentation.invited");
}

TEST(An_objection, comes_too_late_when_its_window_has_passed_even_if_no_timer_fired) {
  Trial trial;
  const std::string dropped = decide_on_seven(trial).back();
  trial.at("2022-07-07T02:00:00Z");
  const auto no = trial.refuse("transition_refused", "SendTransition", proposer(trial.entrant), {{"proposal", dropped}},
                               object(R"({"type":"OBJECT","data":{"reason":"Terlambat."}})"));
  EXPECT_EQ(text_of(no.details, "state"), "not_selected.closed");
}

TEST(An_award, can_be_revoked_with_a_reason_and_then_nobody_replicates_it) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_award("A");
  EXPECT_EQ(trial.state_of(id), "award.granted");
  trial.send(id, secretariat(), "REVOKE_AWARD", R"({"reason":"Data palsu."})");
  EXPECT_EQ(text_of(trial.last("AwardRevoked"), "reason"), "Data palsu.");
  trial.refuse("not_awarded", "RequestReplication", secretariat(), {{"innovation", id}},
               object(R"({"region":"Kota Lain","organizer":"x","agency":"Dinas"})"));
}

TEST(A_replication, moves_the_innovation_on_and_is_established_step_by_step) {
  Trial trial;
  trial.open();
  const std::string id = trial.bring_to_award("A");
  const json::object body = object(R"({"region":"Kota Lain","organizer":"kota-lain","agency":"Dinas"})");
  const std::string draft = trial.enter("Belum", trial.entrant);
  trial.refuse("not_found", "RequestReplication", secretariat(), {{"innovation", draft}}, body);
  const auto requested = trial.accept("RequestReplication", secretariat("kota-lain"), {{"innovation", id}}, body);
  EXPECT_EQ(trial.state_of(id), "replication.underway");
  const Path path{{"replication", std::string(text_of(requested, "id"))}};
  const auto no = trial.refuse("no_such_step", "AdvanceReplication", secretariat(), path, {{"to", "established"}});
  EXPECT_EQ(text(no.details.at("allowed")), R"(["agreed","abandoned"])");
  trial.accept("AdvanceReplication", secretariat(), path, {{"to", "agreed"}});
  for (const char* to : {"running", "established"}) trial.accept("AdvanceReplication", secretariat("kota-lain"), path, {{"to", to}});
  EXPECT_EQ(trial.state_of(id), "replication.established");
  trial.refuse("forbidden", "AdvanceReplication", secretariat("orang-lain"), path, {{"to", "abandoned"}});
}

}  // namespace jejak::workflows
