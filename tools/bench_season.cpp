#include "tools/bench_season.hpp"

#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/runtime/command_processor.hpp"
#include "storage/sqlite/store.hpp"
#include "tools/local_commands.hpp"
#include "tools/seeded_entropy.hpp"
#include "tools/system_clock.hpp"
#include "workflows/command.hpp"
#include "workflows/shipped.hpp"

namespace jejak::tools {

namespace {

using workflows::Caller;
using workflows::Role;
using Path = std::map<std::string, std::string, std::less<>>;

constexpr unsigned entrants_per_competition = 40;
constexpr unsigned proposals_per_entrant = 10;
constexpr unsigned proposals_per_competition = entrants_per_competition * proposals_per_entrant;
constexpr unsigned jurors_per_competition = 5;
constexpr unsigned drafts_saved = 3;
constexpr std::size_t batch_commands = 4096;

std::string hexadecimal(std::uint64_t number, std::size_t digits) {
  std::string text(digits, '0');
  for (std::size_t place = digits; place > 0; --place, number >>= 4)
    text[place - 1] = "0123456789abcdef"[number & 15U];
  return text;
}

// A UUID that tells what it is of.
std::string made_id(char kind, unsigned competition, unsigned number) {
  return hexadecimal(competition, 8) + "-0000-7000-8000-" + kind + hexadecimal(number, 11);
}

std::string words(unsigned count, unsigned from) {
  static constexpr const char* some[] = {"layanan",   "warga",     "antrean",  "petugas", "data",
                                         "waktu",     "biaya",     "kepuasan", "mutu",    "inovasi",
                                         "replikasi", "puskesmas", "kelurahan"};
  std::string text;
  for (unsigned index = 0; index < count; ++index)
    text.append(index == 0 ? "" : " ").append(some[(from + index * 7) % 13]);
  return text;
}

// The practice rulebook with places for fewer winners than there are entries.
json::value season_rulebook() {
  for (const auto& file : workflows::shipped_files()) {
    if (file.name != "rulebooks/practice.json") continue;
    json::value rulebook = *parse_json(file.bytes);
    rulebook.as_object()["id"] = "bench-season";
    json::array& stages = rulebook.at("stages").as_array();
    const std::int64_t places[] = {120, 45, 15};
    for (std::size_t stage = 0; stage < stages.size(); ++stage) {
      stages[stage].at("top").as_object()["count"] = places[stage];
      stages[stage].at("tie").as_object()["then"] = "in";
    }
    return rulebook;
  }
  throw std::runtime_error("the practice rulebook is not shipped");
}

// One competition as the commands that people gave, in order.
class Season {
 public:
  using Give = std::function<void(workflows::Command)>;         // in order, answered some time
  using Ask = std::function<json::object(workflows::Command)>;  // and waits for the answer
  Season(unsigned number, Give give, Ask ask)
      : number_(number),
        give_(std::move(give)),
        ask_(std::move(ask)),
        name_("bench-" + std::to_string(number)) {}
  void play();

 private:
  struct Stage {
    std::string name, recorded_by;
    std::vector<std::string> criteria;
  };
  void open();
  void enter(unsigned proposal);
  void check(unsigned proposal);
  void judge(const Stage& stage);
  void assess(unsigned proposal, unsigned juror, const Stage& stage);
  void replicate(unsigned proposal);
  void give(const char* command, Caller caller, Path path, json::object body) {
    give_({command, std::move(caller), std::move(path), std::move(body), {}});
  }
  void transition(unsigned proposal, Caller caller, const char* type, json::object data = {}) {
    give("SendTransition", std::move(caller), {{"proposal", id_of(proposal)}},
         {{"type", type}, {"data", std::move(data)}});
  }
  std::string id_of(unsigned proposal) const { return made_id('a', number_, proposal); }
  std::string entrant_of(unsigned proposal) const {
    return made_id('e', number_, proposal / proposals_per_entrant);
  }
  Caller console() const { return {"console", Role::system, {}, {}, {}}; }
  Caller secretariat() const { return {"key-secretariat-" + name_, Role::secretariat, name_, {}, {}}; }
  Caller proposer(unsigned proposal) const {
    return {"key-" + entrant_of(proposal), Role::proposer, name_, entrant_of(proposal), {}};
  }
  // The better a proposal, the lower this number; a different order in each competition.
  unsigned merit(unsigned proposal) const {
    return (proposal * 37 + number_ * 11) % proposals_per_competition;
  }

  unsigned number_;
  Give give_;
  Ask ask_;
  std::string name_;
  std::vector<unsigned> standing_;  // proposals that are still in
};

void Season::open() {
  give("RegisterOrganizer", console(), {},
       {{"id", name_}, {"name", "Bappeda " + name_}, {"region", "Kota " + name_}});
  give("OpenCompetition", secretariat(), {},
       {{"id", name_},
        {"organizer", name_},
        {"title", "Kompetisi " + name_},
        {"year", 2025},
        {"rulebook_document", season_rulebook()}});
  for (unsigned entrant = 0; entrant < entrants_per_competition; ++entrant) {
    give("RegisterEntrant", secretariat(), {{"organizer", name_}},
         {{"id", made_id('e', number_, entrant)},
          {"name", "Dinas " + std::to_string(entrant) + " " + name_},
          {"kind", "OPD"}});
  }
  for (unsigned juror = 0; juror < jurors_per_competition; ++juror) {
    give("RegisterJuror", secretariat(), {{"competition", name_}},
         {{"id", made_id('b', number_, juror)},
          {"name", "Juri " + std::to_string(juror)},
          {"element", "academic"}});
  }
  give("RecordSession", secretariat(), {{"competition", name_}},
       {{"kind", "sosialisasi"}, {"date", "2025-01-15"}, {"place", "Aula"}, {"attendance", 80}});
}

void Season::enter(unsigned proposal) {
  give("EnterProposal", proposer(proposal), {{"competition", name_}},
       {{"id", id_of(proposal)},
        {"entrant", entrant_of(proposal)},
        {"category", proposal % 2 == 0 ? "tik" : "pelayanan-langsung"},
        {"title", "Inovasi " + std::to_string(proposal) + " " + words(3, proposal)}});
  if (proposal % 10 == 9) return;  // named, and never begun
  transition(proposal, proposer(proposal), "START_DRAFT");
  for (unsigned draft = 1; draft <= drafts_saved; ++draft) {
    json::object answers;
    for (const char* question : {"summary", "background", "novelty"})
      answers[question] = words(12 * draft, proposal + draft);
    give("AnswerProposal", proposer(proposal), {{"proposal", id_of(proposal)}},
         {{"answers", std::move(answers)}});
  }
  if (proposal % 10 == 8) return;  // a draft to the end
  transition(proposal, proposer(proposal), "SUBMIT", {{"declaration", true}});
  if (proposal % 20 == 7)
    return transition(proposal, proposer(proposal), "WITHDRAW", {{"reason", words(8, proposal)}});
  if (proposal % 5 == 0) {
    transition(proposal, secretariat(), "RETURN_FOR_REVISION", {{"reason", words(20, proposal)}});
    transition(proposal, proposer(proposal), "SUBMIT", {{"declaration", true}});
  }
  check(proposal);
}

void Season::check(unsigned proposal) {
  transition(proposal, secretariat(), "RECEIVE");
  transition(proposal, secretariat(), "CHECK_ADMINISTRATIVE",
             {{"ticks", {{"old_enough", true}, {"answers_meaningful", true}, {"not_barred", true}}}});
  transition(
      proposal, secretariat(), "CHECK_DOCUMENTS",
      {{"ticks",
        {{"originator_decree", true}, {"implementation_statement", true}, {"replication_statement", true}}}});
  standing_.push_back(proposal);
}

void Season::assess(unsigned proposal, unsigned juror, const Stage& stage) {
  const unsigned level = 95 - merit(proposal) / 8;
  json::object scores;
  for (std::size_t criterion = 0; criterion < stage.criteria.size(); ++criterion) {
    scores[stage.criteria[criterion]] = std::to_string(level + (juror + criterion + proposal) % 3);
  }
  const std::string id = made_id('b', number_, juror);
  give("SubmitAssessment", {"key-" + id, Role::juror, name_, {}, id},
       {{"proposal", id_of(proposal)}, {"stage", stage.name}, {"juror", id}},
       {{"scores", std::move(scores)}});
}

void Season::judge(const Stage& stage) {
  json::array judged;
  for (const unsigned proposal : standing_) {
    if (!stage.recorded_by.empty()) {
      transition(proposal, secretariat(), stage.recorded_by.c_str(),
                 {{"date", "2025-06-15"}, {"minutes", 20}});
    }
    judged.push_back(json::value(id_of(proposal)));
  }
  json::array pairs;
  for (unsigned juror = 0; juror < jurors_per_competition; ++juror) {
    pairs.push_back(json::object{{"juror", made_id('b', number_, juror)}, {"proposals", judged}});
  }
  give("AssignJurors", secretariat(), {{"competition", name_}},
       {{"stage", stage.name}, {"pairs", std::move(pairs)}});
  for (const unsigned proposal : standing_) {
    for (unsigned juror = 0; juror < jurors_per_competition; ++juror) assess(proposal, juror, stage);
  }
  const json::object decision = ask_({"DecideStage",
                                      secretariat(),
                                      {{"competition", name_}, {"stage", stage.name}},
                                      {{"reason", "Rapat pleno"}},
                                      {}});
  standing_.clear();
  for (const json::value& result : decision.at("results").as_array()) {
    if (result.at("outcome").as_string() != "in") continue;
    const std::string id(result.at("proposal").as_string());
    standing_.push_back(static_cast<unsigned>(std::stoul(id.substr(id.size() - 11), nullptr, 16)));
  }
}

void Season::replicate(unsigned proposal) {
  const std::string id = made_id('c', number_, proposal);
  give("RequestReplication", secretariat(), {{"innovation", id_of(proposal)}},
       {{"id", id}, {"region", "Kota lain"}, {"organizer", "Bappeda kota lain"}, {"agency", "Dinas lain"}});
  for (const char* step : {"agreed", "running", "established"}) {
    give("AdvanceReplication", secretariat(), {{"replication", id}}, {{"to", step}});
  }
}

void Season::play() {
  open();
  for (unsigned proposal = 0; proposal < proposals_per_competition; ++proposal) enter(proposal);
  judge({"screening", "", {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}});
  judge({"presentation", "RECORD_PRESENTATION", {"substance", "delivery"}});
  judge({"interview", "RECORD_INTERVIEW", {"innovation", "usefulness", "replicability", "sustainability"}});
  for (const unsigned proposal : standing_) replicate(proposal);
}

// Gives commands to a processor without a thread, many in one commit.
class Console {
 public:
  Console(SqliteStore& store, const std::function<void(Position)>& progress)
      : log_(*store.log),
        progress_(progress),
        clock_(*parse_rfc3339("2025-01-01T00:00:00Z")),
        entropy_("season"),
        processor_(log_, *store.vault, clock_, entropy_,
                   {.queue_max = 2 * batch_commands, .batch_max = batch_commands}) {}

  void give(workflows::Command command, const std::function<void(const Done&)>& done = {}) {
    Submission submission;
    submission.actor = command.caller.actor;
    submission.correlation_id = "bench-" + hexadecimal(++given_, 12);
    submission.reply = [this, done, name = command.name](const CommandOutcome& outcome) {
      const Done* accepted = std::get_if<Done>(&outcome);
      if (accepted == nullptr && refused_.empty()) refused_ = name + ": " + reason_of(outcome);
      if (accepted != nullptr && done) done(*accepted);
    };
    submission.decide = [owned = std::make_shared<workflows::Command>(std::move(command))](World& world) {
      return workflows::decide(world, *owned);
    };
    processor_.submit(std::move(submission));
    if (processor_.queued() >= batch_commands) drain();
  }

  json::object ask(workflows::Command command) {
    json::object answer;
    give(std::move(command), [&answer](const Done& done) { answer = done.answer; });
    drain();
    return answer;
  }

  void drain() {
    while (processor_.queued() > 0) processor_.drain();
    if (!refused_.empty()) throw std::runtime_error("the season's commands are not accepted: " + refused_);
    log_.idle();
    clock_.set({clock_.now().microseconds + 60'000'000});
    progress_(log_.head().size);
  }

 private:
  EventLog& log_;
  const std::function<void(Position)>& progress_;
  SetClock clock_;
  SeededEntropy entropy_;
  CommandProcessor processor_;
  std::uint64_t given_ = 0;
  std::string refused_;
};

}  // namespace

std::optional<Failure> play_seasons(const std::filesystem::path& folder, Position events,
                                    const std::function<void(Position)>& progress) {
  SeededEntropy entropy("season-keys");
  auto store = open_store(folder, {}, entropy);
  if (!store) return store.error();
  Console console(*store, progress);
  for (unsigned number = 1; store->log->head().size < events; ++number) {
    Season season(
        number, [&](workflows::Command command) { console.give(std::move(command)); },
        [&](workflows::Command command) { return console.ask(std::move(command)); });
    season.play();
    console.drain();
  }
  return std::nullopt;
}

}  // namespace jejak::tools
