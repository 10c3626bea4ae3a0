// The example of a province with a field visit, from its launch to its awards. Scores are illustrative.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view province = "provinsi-contoh", islands = "kab-kepulauan", competition = "inovasi-2026";

struct Entry {
  std::string id, entrant;
  std::string_view organizer;
};

class Season {
 public:
  Season() {
    trial_.at("2026-02-02T09:00:00+08:00");
    organizer(province, "Provinsi Contoh", "province", {});
    organizer(city, "Kota Contoh", "city", province);
    organizer(islands, "Kabupaten Contoh Kepulauan", "regency", province);
    trial_.accept("OpenCompetition", host(), {}, {{"id", competition}, {"organizer", province}, {"title", "Inovasi 2026"}, {"year", 2026}, {"rulebook", "provinsi-contoh"}});
    trial_.accept("RecordSession", host(), path(), {{"kind", "sosialisasi"}, {"date", "2026-02-02"}, {"place", "Aula provinsi"}, {"attendance", 120}});
  }

  static Caller host() { return secretariat(province); }
  static Path path() { return {{"competition", std::string(competition)}}; }
  Trial& trial() { return trial_; }

  Entry enter(std::string_view organizer, std::string_view title, std::string_view category, std::string_view group = "umum") {
    Entry entry{{}, {}, organizer};
    entry.entrant = text_of(trial_.accept("RegisterEntrant", secretariat(organizer), {{"organizer", std::string(organizer)}},
                                          {{"name", "Dinas " + std::string(title)}, {"kind", "OPD"}}), "id");
    entry.id = text_of(trial_.accept("EnterProposal", owner(entry), path(),
                                     {{"entrant", entry.entrant}, {"title", title}, {"category", category}, {"group", group}, {"started_on", "2023-05-01"}}), "id");
    return entry;
  }
  static Caller owner(const Entry& entry) { return proposer(entry.entrant, entry.organizer); }

  void submit(const Entry& entry) {
    trial_.send(entry.id, owner(entry), "START_DRAFT");
    json::object answers;
    for (const std::string_view key : {"summary", "novelty", "significance", "adaptability", "sustainability"}) answers[key] = "Jawaban contoh.";
    trial_.accept("AnswerProposal", owner(entry), {{"proposal", entry.id}}, {{"answers", answers}});
    trial_.accept("AddAttachment", owner(entry), {{"proposal", entry.id}, {"name", "kesediaan-kunjungan.pdf"}},
                  {{"media_type", "application/pdf"}, {"extension", "pdf"}, {"bytes", 10}, {"sha256", std::string(64, 'a')}, {"box", std::string(64, 'b')}});
    trial_.send(entry.id, owner(entry), "SUBMIT");
  }
  void check(const Entry& entry, bool past_winner = false) {
    trial_.send(entry.id, host(), "RECEIVE");
    trial_.send(entry.id, host(), "CHECK_ADMINISTRATIVE",
                past_winner ? R"({"ticks":{"old_enough":true,"answers_meaningful":true,"video_shows_service":true,"past_winner":true}})"
                            : R"({"ticks":{"old_enough":true,"answers_meaningful":true,"video_shows_service":true,"not_barred":true}})");
    trial_.send(entry.id, host(), "CHECK_DOCUMENTS",
                R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true,"visit_consent":true}})");
  }
  void jury(std::initializer_list<std::string_view> elements) {
    for (const auto element : elements)
      jurors_.emplace_back(text_of(trial_.accept("RegisterJuror", host(), path(), {{"name", "Juri"}, {"element", element}}), "id"));
  }
  // Each juror gives each entry this score, strict ones a little less.
  json::object judge(std::string_view stage, const std::vector<Entry>& entries, const std::vector<int>& scores) {
    json::array ids, pairs;
    for (const Entry& entry : entries) ids.emplace_back(entry.id);
    for (const auto& juror : jurors_) pairs.push_back(json::object{{"juror", juror}, {"proposals", ids}});
    trial_.accept("AssignJurors", host(), path(), {{"stage", stage}, {"pairs", std::move(pairs)}});
    for (std::size_t i = 0; i < entries.size(); ++i) {
      for (std::size_t juror = 0; juror < jurors_.size(); ++juror) assess(stage, entries[i], jurors_[juror], scores[i] - static_cast<int>(juror) * 5);
    }
    return trial_.accept("DecideStage", host(), {{"competition", std::string(competition)}, {"stage", std::string(stage)}}, {});
  }
  void record(const std::vector<Entry>& entries, std::string_view event, std::string_view data) {
    for (const Entry& entry : entries) trial_.send(entry.id, host(), event, data);
  }
  std::string state_of(const Entry& entry) {
    return std::string(text_of(trial_.accept("ListTransitions", host(), {{"proposal", entry.id}}, {}), "state"));
  }

 private:
  void organizer(std::string_view id, std::string_view region, std::string_view tier, std::string_view parent) {
    json::object body{{"id", id}, {"name", id}, {"region", region}, {"tier", tier}, {"zone", "Asia/Makassar"}};
    if (!parent.empty()) body["parent"] = parent;
    trial_.accept("RegisterOrganizer", admin(), {}, body);
  }
  void assess(std::string_view stage, const Entry& entry, const std::string& by, int score) {
    static const std::map<std::string_view, std::vector<std::string_view>> lines = {
        {"screening", {"novelty", "benefit", "measured", "adaptability", "sustainability"}},
        {"presentation", {"substance", "delivery", "leadership"}},
        {"interview", {"mastery", "replicability"}},
        {"field-visit", {"evidence", "users"}}};
    json::object scores;
    for (const std::string_view line : lines.at(stage)) scores[line] = score;
    trial_.accept("SubmitAssessment", juror(by, province), {{"proposal", entry.id}, {"stage", std::string(stage)}, {"juror", by}}, {{"scores", std::move(scores)}});
  }

  Trial trial_;
  std::vector<std::string> jurors_;
};

std::string reason_of(const json::object& decision, const Entry& entry) {
  for (const auto& result : array_of(decision, "results")) {
    if (text_of(result.get_object(), "proposal") == entry.id) return std::string(text_of(result.get_object(), "reason"));
  }
  return "not there";
}

}  // namespace

TEST(Provinsi_contoh, sees_innovations_where_they_run_and_keeps_a_place_for_the_frontier) {
  Season season;
  Trial& trial = season.trial();
  for (const std::string_view title : {"Juara lama satu", "Juara lama dua"})
    trial.accept("RecordPriorAward", secretariat(city), {{"organizer", std::string(city)}}, {{"title", title}, {"award", "provinsi-contoh"}, {"year", 2024}, {"source", "Contoh"}});
  const Entry first = season.enter(city, "Juara lama satu", "pelayanan-dasar", "khusus");
  const Entry second = season.enter(city, "Juara lama dua", "digital", "khusus");
  std::vector<Entry> all{first, second};
  for (const std::string_view title : {"Satu", "Dua", "Tiga", "Empat"}) all.push_back(season.enter(city, title, "digital"));
  const Entry remote = season.enter(islands, "Perahu sehat", "pelayanan-dasar");
  all.push_back(remote);
  for (const Entry& entry : all) {
    season.submit(entry);
    season.check(entry, entry.id == first.id || entry.id == second.id);
    EXPECT_EQ(season.state_of(entry), "screening.desk");
  }

  // The pure ranking's five are both past winners and three digital services of the city; the islands come last.
  season.jury({"academic", "ngo", "bureaucracy"});
  trial.at("2026-04-20T09:00:00+08:00");
  const auto desk = season.judge("screening", all, {95, 93, 90, 88, 86, 84, 60});
  EXPECT_EQ(integer_of(desk, "in"), 5);
  EXPECT_EQ(text_of(object_of(desk, "method"), "normalisation"), "z_score");
  EXPECT_EQ(text_of(object_of(desk, "method"), "aggregate"), "trimmed_mean");
  EXPECT_EQ(reason_of(desk, remote), "brought_in");
  EXPECT_EQ(reason_of(desk, second), "passed_over");
  EXPECT_EQ(reason_of(desk, all[5]), "passed_over") << "a fourth digital service would be one too many, and the islands of less merit are in";

  std::vector<Entry> race{first, all[2], all[3], all[4], remote};
  for (const Entry& entry : race) EXPECT_EQ(season.state_of(entry), "presentation.invited");
  trial.at("2026-05-18T09:00:00+08:00");
  season.record(race, "RECORD_PRESENTATION", R"({"date":"2026-05-18"})");
  const auto stage = season.judge("presentation", race, {90, 88, 86, 74, 84});
  EXPECT_EQ(integer_of(stage, "in"), 4);
  EXPECT_EQ(reason_of(stage, all[4]), "below_passing_grade") << "the middle one of 74, 69 and 64 is below 70";

  race = {first, all[2], all[3], remote};
  trial.at("2026-06-01T09:00:00+08:00");
  season.record(race, "RECORD_INTERVIEW", R"({"date":"2026-06-01"})");
  EXPECT_EQ(integer_of(season.judge("interview", race, {90, 80, 70, 85}), "in"), 3);
  race = {first, all[2], remote};
  for (const Entry& entry : race) EXPECT_EQ(season.state_of(entry), "visit.invited");
  trial.refuse("window_closed", "SendTransition", Season::host(), {{"proposal", first.id}},
               object(R"({"type":"RECORD_VISIT","data":{"date":"2026-06-02","place":"Puskesmas"}})"));

  trial.at("2026-06-15T09:00:00+08:00");
  season.record(race, "RECORD_VISIT", R"({"date":"2026-06-15","place":"Tempat layanan"})");
  const auto visit = season.judge("field-visit", race, {80, 80, 95});
  EXPECT_EQ(integer_of(visit, "in"), 2);
  EXPECT_EQ(reason_of(visit, remote), "within_top");
  const bool drawn = reason_of(visit, first) == "lot_in";
  EXPECT_EQ(reason_of(visit, first), drawn ? "lot_in" : "lot_out");
  EXPECT_EQ(reason_of(visit, all[2]), drawn ? "lot_out" : "lot_in");
  EXPECT_EQ(season.state_of(remote), "award.announced");
  trial.at("2026-06-21T09:00:00+08:00");
  EXPECT_EQ(season.state_of(remote), "award.granted") << "nobody objected within five days";
}

TEST(Provinsi_contoh, asks_again_for_a_visit_of_whom_an_objection_brings_back) {
  Season season;
  Trial& trial = season.trial();
  std::vector<Entry> race;
  for (const std::string_view title : {"Satu", "Dua", "Tiga", "Empat"}) race.push_back(season.enter(title == "Satu" ? islands : city, title, "ekonomi"));
  for (const Entry& entry : race) {
    season.submit(entry);
    season.check(entry);
  }
  season.jury({"academic", "ngo", "bureaucracy"});
  trial.at("2026-04-20T09:00:00+08:00");
  season.judge("screening", race, {95, 90, 88, 86});
  trial.at("2026-05-18T09:00:00+08:00");
  season.record(race, "RECORD_PRESENTATION", R"({"date":"2026-05-18"})");
  season.judge("presentation", race, {95, 90, 88, 86});
  trial.at("2026-06-01T09:00:00+08:00");
  season.record(race, "RECORD_INTERVIEW", R"({"date":"2026-06-01"})");
  season.judge("interview", race, {95, 90, 88, 86});
  trial.send(race[3].id, Season::owner(race[3]), "OBJECT", R"({"reason":"Nilai wawancara tertukar."})");
  trial.send(race[3].id, Season::host(), "ANSWER_OBJECTION", R"({"upheld":true,"reason":"Benar."})");
  EXPECT_EQ(season.state_of(race[3]), "visit.invited");
}

}  // namespace jejak::workflows
