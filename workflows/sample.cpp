#include "workflows/sample.hpp"

#include <array>
#include <string>

namespace jejak::workflows {
namespace {

constexpr std::string_view organizer = "kota-magelang";
constexpr std::string_view competition = "kota-magelang-2022";

// Ids that say what they are of: a kind and a number in an otherwise empty UUID.
std::string sample_id(char kind, std::size_t number) {
  const std::string digits = std::to_string(number);
  return std::string("00000000-0000-7000-8000-") + kind + std::string(11 - digits.size(), '0') + digits;
}

struct SampleEntrant {
  std::string_view short_name, name, kind;
};
constexpr std::array<SampleEntrant, 8> entrants{{
    {"DLH", "Dinas Lingkungan Hidup Kota Magelang", "OPD"},
    {"Disdukcapil", "Dinas Kependudukan dan Catatan Sipil Kota Magelang", "OPD"},
    {"Diskominsta", "Dinas Komunikasi Informatika dan Statistik Kota Magelang", "OPD"},
    {"Puskesmas Magelang Utara", "Puskesmas Magelang Utara", "OPD"},
    {"Dishub", "Dinas Perhubungan Kota Magelang", "OPD"},
    {"Disdikbud", "Dinas Pendidikan dan Kebudayaan Kota Magelang", "OPD"},
    {"BKPSDM", "Badan Kepegawaian dan Pengembangan SDM Kota Magelang", "OPD"},
    {"DPMPTSP", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Magelang", "OPD"},
}};

// How far a proposal comes in the sample.
enum class Reach { entered, returned, withdrawn, unchecked, desk, invited, presented, interviewed };

struct SampleProposal {
  std::string_view title;
  std::size_t entrant;  // index in `entrants`
  std::string_view category, element;
  Reach reach;
  std::array<int, 3> scores;  // desk, presentation, interview: what each juror's sheet starts from; illustrative
};
constexpr std::array<SampleProposal, 11> proposals{{
    {"SIPPUT", 0, "pelayanan-langsung", "", Reach::interviewed, {84, 82, 85}},
    {"Pak Waris", 1, "pelayanan-langsung", "", Reach::interviewed, {80, 81, 78}},
    {"Si Bulan", 1, "pelayanan-langsung", "", Reach::withdrawn, {}},
    {"Data Go", 2, "tik", "", Reach::interviewed, {88, 87, 89}},
    {"Magesty", 2, "tik", "", Reach::unchecked, {}},
    {"Gemakpitasi", 3, "kesejahteraan-sosial", "", Reach::interviewed, {84, 85, 86}},
    {"Adinda", 4, "tik", "", Reach::desk, {74, 0, 0}},
    {"Inobel Stem", 5, "pelayanan-langsung", "", Reach::entered, {}},
    {"Lakone", 6, "tata-kelola", "efektivitas-efisiensi", Reach::invited, {79, 0, 0}},
    {"Simpreso", 6, "tata-kelola", "akuntabilitas", Reach::returned, {}},
    {"Si Cantik", 7, "tata-kelola", "transparansi", Reach::presented, {81, 76, 0}},
}};

struct SampleStage {
  std::string_view name;
  Reach reach;  // who was judged in it
  std::string_view assigned, assessed, decided;
  std::vector<std::string_view> criteria;
};

constexpr std::array<std::string_view, 3> juror_elements{"academic", "ngo", "bureaucracy"};
constexpr std::array<std::string_view, 3> juror_names{"Juri unsur akademisi", "Juri unsur LSM", "Juri unsur birokrasi"};

// Builds the list; every function adds what happened on one day.
class Story {
 public:
  std::vector<TimedCommand> tell();

 private:
  void at(std::string_view time) { now_ = *parse_rfc3339(time); }
  Caller secretariat() const { return {"sample-secretariat", Role::secretariat, std::string(organizer), {}, {}}; }
  Caller proposer(std::size_t entrant) const {
    return {"sample-proposer-" + std::to_string(entrant + 1), Role::proposer, std::string(organizer),
            sample_id('e', entrant + 1), {}};
  }
  using Path = std::map<std::string, std::string, std::less<>>;
  Command& give(std::string name, Caller caller, Path path, json::object body) {
    told_.push_back({now_, {std::move(name), std::move(caller), std::move(path), std::move(body), {}}});
    now_.microseconds += 60'000'000;  // a minute between two commands of a day
    return told_.back().command;
  }
  void transition(std::size_t proposal, Caller caller, std::string_view type, json::object data = {}) {
    give("SendTransition", std::move(caller), {{"proposal", sample_id('a', proposal + 1)}},
         {{"type", type}, {"data", std::move(data)}});
  }
  void fire(std::size_t proposal, std::string_view key) {
    give("FireTimer", {"system", Role::system, {}, {}, {}}, {},
         {{"stream", "proposal-" + sample_id('a', proposal + 1)}, {"key", key}});
  }
  void open();
  void register_people();
  void enter();
  void submit();
  void check();
  void judge(std::size_t index, const SampleStage& stage);
  void assess(std::size_t proposal, std::size_t juror, std::size_t index, const SampleStage& stage);
  void after();

  Timestamp now_;
  std::vector<TimedCommand> told_;
};

void Story::open() {
  at("2022-05-23T09:00:00+07:00");
  const Caller console{"sample-console", Role::system, {}, {}, {}};
  give("RegisterOrganizer", console, {},
       {{"id", organizer}, {"name", "Bappeda Kota Magelang"}, {"region", "Kota Magelang"}, {"tier", "city"},
        {"zone", "Asia/Jakarta"}});
  give("OpenCompetition", secretariat(), {},
       {{"id", competition}, {"organizer", organizer}, {"title", "Kompetisi Inovasi OPD dan BUMD Kota Magelang Tahun 2022"},
        {"year", 2022}, {"rulebook", "kota-magelang-2022"}});
  for (std::size_t i = 0; i < entrants.size(); ++i) {
    give("RegisterEntrant", secretariat(), {{"organizer", std::string(organizer)}},
         {{"id", sample_id('e', i + 1)}, {"name", entrants[i].name}, {"short_name", entrants[i].short_name},
          {"kind", entrants[i].kind}});
  }
  at("2022-05-25T09:00:00+07:00");
  give("RecordSession", secretariat(), {{"competition", std::string(competition)}},
       {{"id", sample_id('5', 1)}, {"kind", "sosialisasi"}, {"date", "2022-05-25"},
        {"place", "Aula Pangripta, Bappeda Kota Magelang"},
        {"title", "Sosialisasi Kompetisi Inovasi OPD dan BUMD Kota Magelang Tahun 2022"},
        {"attendance", 0}, {"note", "Jumlah hadir tidak disebut sumber (not given by the source)."}});
}

void Story::register_people() {
  at("2022-06-02T10:00:00+07:00");
  for (std::size_t i = 0; i < juror_names.size(); ++i) {
    give("RegisterJuror", secretariat(), {{"competition", std::string(competition)}},
         {{"id", sample_id('b', i + 1)}, {"name", juror_names[i]}, {"element", juror_elements[i]}});
  }
}

void Story::enter() {
  at("2022-06-06T09:00:00+07:00");
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const SampleProposal& proposal = proposals[i];
    json::object body{{"id", sample_id('a', i + 1)}, {"entrant", sample_id('e', proposal.entrant + 1)},
                      {"title", proposal.title}, {"category", proposal.category}};
    if (!proposal.element.empty()) body["elements"] = json::array{json::value(proposal.element)};
    give("EnterProposal", proposer(proposal.entrant), {{"competition", std::string(competition)}}, std::move(body));
  }
}

void Story::submit() {
  at("2022-06-20T09:00:00+07:00");
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const SampleProposal& proposal = proposals[i];
    if (proposal.reach == Reach::entered) continue;
    transition(i, proposer(proposal.entrant), "START_DRAFT");
    const std::string about = "Contoh jawaban (ilustratif) tentang inovasi " + std::string(proposal.title) + " dari " +
                              std::string(entrants[proposal.entrant].name) + ".";
    json::object answers;
    for (const char* question : {"summary", "background", "novelty", "implementation", "significance", "adaptability"}) {
      answers[question] = about;
    }
    give("AnswerProposal", proposer(proposal.entrant), {{"proposal", sample_id('a', i + 1)}}, {{"answers", answers}})
        .expected_versions = {2};  // entered, then the draft was begun
    transition(i, proposer(proposal.entrant), "SUBMIT", {{"declaration", true}});
  }
  at("2022-07-01T09:00:00+07:00");
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    const SampleProposal& proposal = proposals[i];
    if (proposal.reach == Reach::withdrawn) {
      transition(i, proposer(proposal.entrant), "WITHDRAW",
                 {{"reason", "Contoh (ilustratif): inovasi diajukan kembali tahun depan."}});
    } else if (proposal.reach == Reach::returned) {
      transition(i, secretariat(), "RETURN_FOR_REVISION",
                 {{"reason", "Contoh (ilustratif): jawaban signifikansi belum memuat data sebelum dan sesudah."}});
    }
  }
}

void Story::check() {
  at("2022-07-04T09:00:00+07:00");
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    if (proposals[i].reach < Reach::unchecked) continue;
    const bool complete = proposals[i].reach != Reach::unchecked;
    transition(i, secretariat(), "RECEIVE");
    transition(i, secretariat(), "CHECK_ADMINISTRATIVE",
               {{"ticks", {{"old_enough", true}, {"answers_meaningful", true}, {"not_barred", true}}}});
    transition(i, secretariat(), "CHECK_DOCUMENTS",
               {{"ticks", {{"originator_decree", true}, {"implementation_statement", true},
                           {"replication_statement", complete}}}});
  }
}

void Story::assess(std::size_t proposal, std::size_t juror, std::size_t index, const SampleStage& stage) {
  json::object scores;
  for (std::size_t c = 0; c < stage.criteria.size(); ++c) {
    // Around the proposal's illustrative level, a little different for each juror and criterion.
    const int score = proposals[proposal].scores[index] + static_cast<int>((juror * 2 + c) % 4) - 1;
    scores[stage.criteria[c]] = std::to_string(score);
  }
  const Caller caller{"sample-juror-" + std::to_string(juror + 1), Role::juror, std::string(organizer), {},
                      sample_id('b', juror + 1)};
  give("SubmitAssessment", caller,
       {{"proposal", sample_id('a', proposal + 1)}, {"stage", std::string(stage.name)}, {"juror", caller.juror}},
       {{"scores", scores}, {"comment", "Nilai ilustratif."}});
}

void Story::judge(std::size_t index, const SampleStage& stage) {
  at(stage.assigned);
  json::array judged;
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    if (proposals[i].reach < stage.reach) continue;
    if (stage.name != "screening" && proposals[i].reach == Reach::invited) continue;
    judged.push_back(json::value(sample_id('a', i + 1)));
    const json::object data{{"date", std::string(stage.assigned.substr(0, 10))}};
    if (stage.name == "presentation") transition(i, secretariat(), "RECORD_PRESENTATION", data);
    if (stage.name == "interview") transition(i, secretariat(), "RECORD_INTERVIEW", data);
  }
  json::array pairs;
  for (std::size_t j = 0; j < juror_names.size(); ++j) {
    pairs.push_back(json::object{{"juror", sample_id('b', j + 1)}, {"proposals", judged}});
  }
  give("AssignJurors", secretariat(), {{"competition", std::string(competition)}},
       {{"stage", stage.name}, {"pairs", std::move(pairs)}});
  at(stage.assessed);
  for (std::size_t i = 0; i < proposals.size(); ++i) {
    if (proposals[i].reach < stage.reach) continue;
    if (stage.name != "screening" && proposals[i].reach == Reach::invited) continue;
    for (std::size_t j = 0; j < juror_names.size(); ++j) assess(i, j, index, stage);
  }
  at(stage.decided);
  give("DecideStage", secretariat(), {{"competition", std::string(competition)}, {"stage", std::string(stage.name)}},
       {{"reason", "Contoh keputusan; nilai ilustratif."}});
}

void Story::after() {
  constexpr std::size_t sipput = 0, pak_waris = 1, data_go = 3, gemakpitasi = 5;
  at("2022-09-27T09:00:00+07:00");
  transition(sipput, secretariat(), "OBJECT", {{"reason", "Contoh keberatan (ilustratif): data penerima manfaat ditanyakan."}});
  at("2022-10-03T09:00:00+07:00");
  fire(data_go, "kipp.award.announced/0");
  fire(gemakpitasi, "kipp.award.announced/0");
  fire(pak_waris, "kipp.not_selected.announced/0");
  at("2022-10-10T09:00:00+07:00");
  give("RequestReplication", secretariat(), {{"innovation", sample_id('a', data_go + 1)}},
       {{"id", sample_id('c', 1)}, {"region", "Daerah contoh (ilustratif)"}, {"organizer", "Bappeda daerah contoh"},
        {"agency", "Dinas contoh"}, {"note", "Replikasi ilustratif."}});
  for (const char* step : {"agreed", "running", "established"}) {
    give("AdvanceReplication", secretariat(), {{"replication", sample_id('c', 1)}}, {{"to", step}});
  }
}

std::vector<TimedCommand> Story::tell() {
  open();
  register_people();
  enter();
  submit();
  check();
  judge(0, {"screening", Reach::desk, "2022-07-11T09:00:00+07:00", "2022-07-25T09:00:00+07:00",
            "2022-08-12T10:00:00+07:00",
            {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}});
  at("2022-08-18T09:00:00+07:00");
  fire(6, "kipp.not_selected.announced/0");
  judge(1, {"presentation", Reach::presented, "2022-08-22T09:00:00+07:00", "2022-08-23T09:00:00+07:00",
            "2022-09-01T10:00:00+07:00", {"substance", "delivery"}});
  at("2022-09-07T09:00:00+07:00");
  fire(10, "kipp.not_selected.announced/0");
  judge(2, {"interview", Reach::interviewed, "2022-09-12T09:00:00+07:00", "2022-09-13T09:00:00+07:00",
            "2022-09-23T10:00:00+07:00", {"innovation", "usefulness", "replicability", "sustainability"}});
  after();
  return std::move(told_);
}

}  // namespace

std::vector<TimedCommand> sample_magelang_2022() { return Story().tell(); }

}  // namespace jejak::workflows
