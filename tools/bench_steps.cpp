#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "engine/statechart/stepper.hpp"
#include "tools/bench_measure.hpp"
#include "workflows/shipped.hpp"

namespace jejak::tools {

namespace {

using statechart::Snapshot;
using statechart::Stepper;

constexpr Timestamp season_begins{1'640'995'200'000'000};
constexpr double steps_per_second_goal = 1'000'000;
constexpr double times_xstate_goal = 20;
constexpr double snapshot_bytes_goal = 512;

// One proposal from the sosialisasi to the end of its replication: returned once, a failed tick-list, an objection, one
// event that a guard refuses, one timer. The texts are illustrative.
constexpr std::string_view season_json = R"([
{"type":"START_DRAFT"},{"type":"SUBMIT"},{"type":"ANSWERED","data":{"missing":0}},{"type":"SUBMIT"},
{"type":"RETURN_FOR_REVISION","data":{"reason":"Lengkapi data dukung"}},{"type":"ANSWERED","data":{"missing":0}},
{"type":"SUBMIT"},{"type":"RECEIVE"},
{"type":"CHECK_ADMINISTRATIVE","data":{"ticks":{"old_enough":true,"answers_meaningful":false,"not_barred":true},"failed":1}},
{"type":"CHECK_ADMINISTRATIVE","data":{"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true},"failed":0}},
{"type":"CHECK_DOCUMENTS","data":{"ticks":
 {"originator_decree":true,"implementation_statement":true,"replication_statement":true},"failed":0}},
{"type":"SHORTLIST"},{"type":"RECORD_PRESENTATION","data":{"date":"2022-08-01"}},{"type":"SHORTLIST"},
{"type":"RECORD_INTERVIEW","data":{"date":"2022-08-15"}},{"type":"SELECT"},
{"type":"OBJECT","data":{"reason":"Nilai juri tidak jelas"}},
{"type":"ANSWER_OBJECTION","data":{"upheld":false,"reason":"Sudah dijelaskan"}},
{"type":"xstate.after.objection_window.kipp.award.announced"},
{"type":"REPLICATION_CHANGED","data":{"replications":1,"adoptions":0}},
{"type":"REPLICATION_CHANGED","data":{"replications":1,"adoptions":1}},
{"type":"CLOSE_REPLICATION","data":{"reason":"Program selesai"}}])";

json::value kipp_document() {
  for (const auto& file : workflows::shipped_files()) {
    if (file.name == "definitions/kipp.json") return *parse_json(file.bytes);
  }
  throw std::runtime_error("the definition kipp is not shipped");
}

struct SeasonStep {
  std::string type;
  const json::value* data = nullptr;
  bool is_timer = false;
};

std::vector<SeasonStep> steps_of(const json::array& season) {
  std::vector<SeasonStep> steps;
  for (const auto& event : season) {
    std::string type(event.at("type").as_string());
    const bool is_timer = type.starts_with("xstate.");
    steps.push_back({std::move(type), event.get_object().if_contains("data"), is_timer});
  }
  return steps;
}

Snapshot take_season(Stepper& stepper, const Snapshot& begin, const std::vector<SeasonStep>& season) {
  Snapshot snapshot = begin;
  for (const SeasonStep& step : season) {
    const auto taken = step.is_timer ? stepper.fire(snapshot, snapshot.timers.at(0))
                                     : stepper.send(snapshot, {step.type, step.data}, season_begins);
    if (!taken) throw std::runtime_error("the season cannot be stepped: " + taken.error().message);
  }
  return snapshot;
}

double steps_per_second(Stepper& stepper, const Snapshot& begin, const std::vector<SeasonStep>& season,
                        std::chrono::milliseconds time) {
  using Clock = std::chrono::steady_clock;
  constexpr std::size_t seasons_between_looks = 500;
  std::size_t seasons = 0;
  const auto begun = Clock::now();
  auto now = begun;
  for (; now - begun < time; now = Clock::now()) {
    for (std::size_t i = 0; i < seasons_between_looks; ++i) take_season(stepper, begin, season);
    seasons += seasons_between_looks;
  }
  return static_cast<double>(seasons * season.size()) / std::chrono::duration<double>(now - begun).count();
}

// What a snapshot takes, with what its lists hold in reserve, without its context.
double snapshot_bytes(const Snapshot& snapshot) {
  std::size_t bytes = sizeof(Snapshot) + snapshot.active.capacity() * sizeof(snapshot.active[0]) +
                      snapshot.history.capacity() * sizeof(snapshot.history[0]) +
                      snapshot.timers.capacity() * sizeof(snapshot.timers[0]);
  for (const auto& remembered : snapshot.history) bytes += remembered.capacity() * sizeof(remembered[0]);
  return static_cast<double>(bytes);
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char each : text) out += each == '\'' ? std::string("'\\''") : std::string(1, each);
  return out + "'";
}

// What tests/differential/steps.mjs answers about the same season; null where node or its packages are absent.
json::value ask_xstate(const std::filesystem::path& folder, const std::string& question_file) {
  if (!std::filesystem::exists(folder / "node_modules" / "xstate")) return nullptr;
  const std::string command =
      "node " + quoted((folder / "steps.mjs").string()) + " < " + quoted(question_file) + " 2>/dev/null";
  FILE* const answer = popen(command.c_str(), "r");
  if (answer == nullptr) return nullptr;
  std::string text;
  for (int each = std::fgetc(answer); each != EOF; each = std::fgetc(answer)) text += static_cast<char>(each);
  if (pclose(answer) != 0) return nullptr;
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : json::value();
}

}  // namespace

void measure_steps(const BenchSettings& settings, Report& report) {
  std::fprintf(stderr, "steps of the definition kipp\n");
  const json::value document = kipp_document();
  const auto definition = *statechart::compile(document);
  const json::value season = *parse_json(season_json);
  const auto steps = steps_of(season.get_array());
  Stepper stepper(*definition);
  const Snapshot begin = *stepper.start(season_begins);
  const json::value end = statechart::state_value(*definition, take_season(stepper, begin, steps));
  std::vector<double> rates;
  for (int round = 0; round < settings.rounds; ++round)
    rates.push_back(steps_per_second(stepper, begin, steps, settings.round));
  Figure& rate = report.add("statechart steps, kipp, one core", "steps/s", median(rates));
  rate.goal = Figure::Goal::at_least;
  rate.bound = steps_per_second_goal;
  const std::vector<SeasonStep> to_the_award(steps.begin(), steps.begin() + 16);
  Figure& bytes = report.add("a snapshot beside its context", "bytes",
                             snapshot_bytes(take_season(stepper, begin, to_the_award)));
  bytes.goal = Figure::Goal::at_most;
  bytes.bound = snapshot_bytes_goal;

  const std::string question_file = (settings.folder / "season.json").string();
  std::ofstream(question_file) << canonical_json({{"definition", document},
                                                  {"season", season},
                                                  {"seconds", static_cast<double>(settings.round.count()) / 1000}});
  const auto folder = settings.xstate.empty()
                          ? std::filesystem::read_symlink("/proc/self/exe").parent_path() / "tests" / "differential"
                          : settings.xstate;
  const json::value xstate = ask_xstate(folder, question_file);
  if (xstate.is_null()) {
    report.notes.push_back("npm xstate was not measured: no node, or tests/differential/run has not installed it in " +
                           folder.string());
    return;
  }
  if (xstate.at("end") != end) throw std::runtime_error("npm xstate ends the season in another state");
  const double probe = std::max(xstate.at("actor").to_number<double>(), xstate.at("transition").to_number<double>());
  Figure& ratio = report.add("the same, npm xstate " + std::string(xstate.at("version").as_string()) + " as probe",
                             "steps/s", median(rates));
  ratio.probe = probe;
  ratio.goal = Figure::Goal::ratio_at_least;
  ratio.bound = times_xstate_goal;
}

}  // namespace jejak::tools
