// The shipped rulebooks, each run as its sources tell it. Scores are illustrative: the earlier entered, the better.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view nation = "kementerian", province = "provinsi";

class Season {
 public:
  Season(Trial& trial, std::string_view competition, std::string_view rulebook, std::string_view holder)
      : trial_(trial), competition_(competition), holder_(holder) {
    trial.accept("OpenCompetition", secretariat(holder), {},
                 {{"id", competition}, {"organizer", holder}, {"title", "K"}, {"year", 2022}, {"rulebook", rulebook}});
    rulebook_ = trial.last("CompetitionOpened");
  }

  std::string entrant(std::string_view kind, std::string_view organizer) {
    const std::string name = "Peserta " + std::to_string(++entrants_);
    const auto answer = trial_.accept("RegisterEntrant", secretariat(organizer), {{"organizer", std::string(organizer)}},
                                      {{"name", name}, {"kind", kind}});
    return std::string(text_of(answer, "id"));
  }
  json::object entry(const std::string& by, std::string_view category, std::string_view started_on = {}) {
    json::object body{{"entrant", by}, {"title", "Inovasi " + std::to_string(++entries_)}, {"category", category}};
    if (!started_on.empty()) body["started_on"] = started_on;
    return body;
  }
  Path path() const { return {{"competition", competition_}}; }
  std::string enter(json::object body) {
    return std::string(text_of(trial_.accept("EnterProposal", secretariat(holder_), path(), std::move(body)), "id"));
  }
  void submit(const std::string& id, const std::string& by, std::string_view organizer) {
    trial_.send(id, proposer(by, organizer), "START_DRAFT");
    json::object answers;
    for (const auto& question : array_of(rulebook_, "questions"))
      answers[text_of(question.get_object(), "key")] = "Jawaban contoh.";
    trial_.accept("AnswerProposal", proposer(by, organizer), {{"proposal", id}}, {{"answers", answers}});
    trial_.send(id, proposer(by, organizer), "SUBMIT");
  }
  void check(const std::string& id) {
    trial_.send(id, host(), "RECEIVE");
    trial_.send(id, host(), "CHECK_ADMINISTRATIVE",
                R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
    trial_.send(id, host(), "CHECK_DOCUMENTS",
                R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
  }
  void jury(const std::vector<std::string_view>& elements) {
    for (const auto element : elements) {
      const auto answer =
          trial_.accept("RegisterJuror", host(), path(), {{"name", "Juri"}, {"element", element}});
      jurors_.emplace_back(text_of(answer, "id"));
    }
  }
  // Every juror gives the proposals best, best - step, ... in order; then the stage is decided.
  json::object judge(std::string_view stage, const std::vector<std::string>& ids, Decimal best, Decimal step) {
    json::array all(ids.begin(), ids.end()), pairs;
    for (const auto& juror : jurors_) pairs.push_back(json::object{{"juror", juror}, {"proposals", all}});
    trial_.accept("AssignJurors", host(), path(), {{"stage", stage}, {"pairs", std::move(pairs)}});
    Rational score(best);
    for (const std::string& id : ids) {
      for (const auto& by : jurors_) assess(stage, id, by, score.to_decimal(1, Rounding::half_even)->to_string());
      score = score.minus(Rational(step)).value();
    }
    return trial_.accept("DecideStage", host(), {{"competition", competition_}, {"stage", std::string(stage)}}, {});
  }
  Caller host() const { return secretariat(holder_); }
  Trial& trial() { return trial_; }

 private:
  void assess(std::string_view stage, const std::string& id, const std::string& by, const std::string& score) {
    json::object scores;
    for (const auto& each : array_of(rulebook_, "stages")) {
      if (text_of(each.get_object(), "name") != stage) continue;
      for (const auto& criterion : array_of(each.get_object(), "criteria"))
        scores[text_of(criterion.get_object(), "key")] = score;
    }
    trial_.accept("SubmitAssessment", juror(by, holder_),
                  {{"proposal", id}, {"stage", std::string(stage)}, {"juror", by}}, {{"scores", std::move(scores)}});
  }

  Trial& trial_;
  std::string competition_, holder_;
  json::object rulebook_;
  std::vector<std::string> jurors_;
  int entrants_ = 0, entries_ = 0;
};

void register_tiers(Trial& trial, std::string_view local_tier) {
  const auto add = [&](std::string_view id, std::string_view tier, std::string_view parent) {
    json::object body{{"id", id}, {"name", id}, {"region", "Contoh"}, {"tier", tier}};
    if (!parent.empty()) body["parent"] = parent;
    trial.accept("RegisterOrganizer", admin(), {}, body);
  };
  add(nation, "nation", "");
  add(province, "province", nation);
  add(city, local_tier, province);
}

Rejection refuse_promotion(Season& season, const std::string& id, std::string_view to) {
  return season.trial().refuse("not_promotable", "PromoteProposal", season.host(), {{"proposal", id}},
                               {{"competition", to}, {"category", "tik"}});
}

void promote(Season& season, const std::string& id, std::string_view to) {
  season.trial().accept("PromoteProposal", season.host(), {{"proposal", id}}, {{"competition", to}, {"category", "tik"}});
}

}  // namespace

TEST(Kota_Malang_2021, hears_46_institutions_in_two_days_and_sends_six_to_the_province_and_three_to_the_nation) {
  Trial trial;
  trial.at("2021-02-01T09:00:00+07:00");
  register_tiers(trial, "city");
  Season season(trial, "malang", "kota-malang-2021", city);
  Season(trial, "jatim", "practice", province);
  Season(trial, "sinovik", "practice", nation);
  std::vector<std::string> ids;
  for (int i = 0; i < 46; ++i) {
    const std::string by = season.entrant(i % 4 == 0 ? "school" : i % 4 == 1 ? "puskesmas" : i % 4 == 2 ? "BUMD" : "OPD", city);
    ids.push_back(season.enter(season.entry(by, "pelayanan-publik")));
    season.submit(ids.back(), by, city);
    season.check(ids.back());
  }
  trial.refuse("window_closed", "SendTransition", season.host(), {{"proposal", ids[0]}},
               object(R"({"type":"RECORD_PRESENTATION","data":{"date":"2021-03-15"}})"));
  season.jury({"academic", "practitioner", "bureaucracy"});
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i == 0) trial.at("2021-03-16T08:00:00+07:00");
    if (i == 23) trial.at("2021-03-17T08:00:00+07:00");
    trial.send(ids[i], season.host(), "RECORD_PRESENTATION",
               i < 23 ? R"({"date":"2021-03-16"})" : R"({"date":"2021-03-17"})");
  }
  const auto decision = season.judge("presentation", ids, Decimal(95, 0), Decimal(1, 0));
  EXPECT_EQ(integer_of(decision, "in"), 6);
  trial.refuse("objection_open", "PromoteProposal", season.host(), {{"proposal", ids[0]}}, {{"competition", "jatim"}, {"category", "tik"}});
  trial.at("2021-03-23T08:00:00+07:00");  // the five days of objection are over
  for (std::size_t i = 0; i < 6; ++i)
    trial.accept("FireTimer", console(), {}, {{"stream", "proposal-" + ids[i]}, {"key", "presentasi.award.announced/0"}});
  for (std::size_t i = 0; i < 6; ++i) promote(season, ids[i], "jatim");
  for (std::size_t i = 0; i < 3; ++i) promote(season, ids[i], "sinovik");
  refuse_promotion(season, ids[6], "jatim");
  refuse_promotion(season, ids[3], "sinovik");
}

TEST(Kabupaten_Pemalang_2020, judges_proposal_presentation_and_interview_of_18_innovators_in_one_day_by_three_elements) {
  Trial trial;
  trial.at("2020-11-16T09:00:00+07:00");
  register_tiers(trial, "regency");
  Season season(trial, "pemalang", "kab-pemalang-2020", city);
  std::vector<std::string> ids;
  for (int i = 0; i < 18; ++i) {
    const std::string by = season.entrant(i % 3 == 0 ? "OPD" : i % 3 == 1 ? "Pemdes" : "BUMD", city);
    ids.push_back(season.enter(season.entry(by, "pelayanan-publik")));
    season.submit(ids.back(), by, city);
    season.check(ids.back());
  }
  season.jury({"academic", "ngo", "bureaucracy"});
  trial.at("2020-12-17T08:00:00+07:00");
  for (const auto& id : ids) {
    trial.send(id, season.host(), "RECORD_PRESENTATION", R"({"date":"2020-12-17"})");
    trial.send(id, season.host(), "RECORD_INTERVIEW", R"({"date":"2020-12-17"})");
  }
  EXPECT_EQ(integer_of(season.judge("presentation", ids, Decimal(90, 0), Decimal(2, 0)), "in"), 3);
  EXPECT_EQ(trial.state_of(ids[2]), "award.announced");
  EXPECT_EQ(trial.state_of(ids[3]), "not_selected.announced");
}

TEST(Krenova_Magelang, narrows_53_works_to_21_to_11_and_five_jurors_choose_three) {
  Trial trial;
  trial.at("2023-03-01T09:00:00+07:00");
  register_tiers(trial, "city");
  Season season(trial, "krenova", "krenova-magelang", city);
  std::vector<std::string> ids;
  for (int i = 0; i < 53; ++i) {
    const std::string by = season.entrant(i % 3 == 0 ? "citizen" : i % 3 == 1 ? "school" : "group", city);
    ids.push_back(season.enter(season.entry(by, i % 2 == 0 ? "kelas-a" : "kelas-b")));
    season.submit(ids.back(), by, city);
    if (i < 21) {
      season.check(ids.back());
      continue;
    }
    trial.send(ids.back(), season.host(), "RECEIVE");
    trial.send(ids.back(), season.host(), "FAIL_ADMINISTRATION", R"({"reason":"Berkas tidak lengkap."})");
  }
  ids.resize(21);
  season.jury({"academic", "practitioner", "media", "ngo", "academic"});
  trial.at("2023-05-02T09:00:00+07:00");
  EXPECT_EQ(integer_of(season.judge("screening", ids, Decimal(95, 0), Decimal(1, 0)), "in"), 11);
  ids.resize(11);
  trial.at("2023-06-05T09:00:00+07:00");
  for (const auto& id : ids) trial.send(id, season.host(), "RECORD_PRESENTATION", R"({"date":"2023-06-05"})");
  EXPECT_EQ(integer_of(season.judge("presentation", ids, Decimal(95, 0), Decimal(1, 0)), "in"), 3);
}

TEST(Kipp_2023, gets_stuck_at_unit_and_local_admin_is_extended_by_letter_and_ends_with_awards) {
  Trial trial;
  trial.at("2023-04-03T09:00:00+07:00");
  register_tiers(trial, "city");
  Season season(trial, "kipp", "kipp-2023", nation);
  const std::string by = season.entrant("OPD", city);
  trial.refuse("too_young", "EnterProposal", proposer(by), season.path(), season.entry(by, "inklusif", "2021-05-03"));
  std::vector<std::string> ids;
  for (int i = 0; i < 4; ++i) ids.push_back(season.enter(season.entry(by, "inklusif", "2021-05-02")));
  for (int i = 0; i < 3; ++i) season.submit(ids[static_cast<std::size_t>(i)], by, city);
  trial.send(ids[3], proposer(by), "START_DRAFT");
  EXPECT_EQ(text_of(trial.accept("ListTransitions", season.host(), {{"proposal", ids[3]}}, {}), "state"), "submission.unit");
  EXPECT_EQ(text_of(trial.accept("ListTransitions", season.host(), {{"proposal", ids[2]}}, {}), "state"), "submission.local");
  trial.refuse("forbidden", "SendTransition", season.host(), {{"proposal", ids[0]}}, object(R"({"type":"FORWARD"})"));
  trial.refuse("forbidden", "SendTransition", secretariat(city), {{"proposal", ids[0]}}, object(R"({"type":"RECEIVE"})"));
  trial.at("2023-05-03T00:00:00+07:00");
  trial.refuse("window_closed", "SendTransition", secretariat(city), {{"proposal", ids[0]}}, object(R"({"type":"FORWARD"})"));
  trial.accept("ExtendWindow", season.host(), season.path(),
               {{"window", "submission"}, {"closes", "2023-05-06T23:59:59+07:00"},
                {"reason", "Cuti bersama berubah, pemeliharaan sistem, dan kesempatan yang lebih luas."}});
  ids.resize(2);
  for (const auto& id : ids) {
    trial.send(id, secretariat(city), "FORWARD");
    season.check(id);
  }
  season.jury({"academic", "academic", "ngo"});
  trial.at("2023-05-22T09:00:00+07:00");
  season.judge("screening", ids, Decimal(95, 0), Decimal(5, 0));
  EXPECT_EQ(text_of(trial.accept("ListTransitions", season.host(), {{"proposal", ids[0]}}, {}), "state"), "presentation.announced");
  trial.at("2023-07-03T09:00:00+07:00");  // nobody objected within five days
  for (const auto& id : ids) trial.send(id, season.host(), "RECORD_PRESENTATION", R"({"date":"2023-07-03"})");
  EXPECT_EQ(integer_of(season.judge("presentation", ids, Decimal(90, 0), Decimal(5, 0)), "in"), 2);
  trial.at("2023-07-08T09:00:00+07:00");
  EXPECT_EQ(trial.state_of(ids[0]), "award.granted");
}

TEST(Kipp_2025, makes_finalists_of_those_with_85_at_least) {
  Trial trial;
  trial.at("2025-05-05T09:00:00+07:00");
  register_tiers(trial, "city");
  Season season(trial, "kipp", "kipp-2025", nation);
  const std::string by = season.entrant("OPD", city);
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(season.enter(season.entry(by, "ekonomi", "2022-01-01")));
    season.submit(ids.back(), by, city);
    trial.send(ids.back(), secretariat(city), "FORWARD");
    season.check(ids.back());
  }
  season.jury({"academic", "academic"});
  trial.at("2025-06-30T09:00:00+07:00");
  const auto decision = season.judge("screening", ids, *Decimal::parse("85.5"), *Decimal::parse("0.5"));
  EXPECT_EQ(integer_of(decision, "in"), 2);
  EXPECT_EQ(text_of(decision.at("results").as_array().at(2).as_object(), "reason"), "below_passing_grade");
}

}  // namespace jejak::workflows
