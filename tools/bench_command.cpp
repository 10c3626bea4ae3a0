#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <fstream>
#include <memory>

#include "tools/bench.hpp"
#include "tools/bench_measure.hpp"
#include "tools/bench_probe.hpp"

namespace jejak::tools {

namespace {

struct BenchOptions {
  bool quick = false;
  bool keep = false;
  std::uint64_t events = 1'000'000;
  double seconds = 2;
  int rounds = 3;
  std::string folder;
  std::string json_file;
  std::string only;
  std::string xstate;
};

std::filesystem::path fresh_folder(const std::string& parent) {
  std::string name = parent + "/jejak-bench-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder in " + parent);
  return name;
}

int write_json(const Report& report, const std::string& path) {
  std::ofstream file(path);
  file << json::value(report.to_json()) << '\n';
  if (file.flush()) return 0;
  std::fprintf(stderr, "jejak: cannot write %s\n", path.c_str());
  return 3;
}

int bench(const BenchOptions& options) {
  BenchSettings settings;
  settings.events = options.quick ? std::min<std::uint64_t>(options.events, 50'000) : options.events;
  settings.round = std::chrono::milliseconds(options.quick ? 500 : static_cast<long>(options.seconds * 1000));
  settings.rounds = options.quick ? 1 : options.rounds;
  settings.folder =
      fresh_folder(options.folder.empty() ? std::filesystem::temp_directory_path().string() : options.folder);
  settings.xstate = options.xstate;
  Report report;
  report.machine = describe_machine();
  report.settings = {
      {"events", settings.events}, {"round_ms", settings.round.count()}, {"rounds", settings.rounds}};
  int code = 0;
  try {
    if (options.only.empty() || options.only == "steps") measure_steps(settings, report);
    if (options.only.empty() || options.only == "timers") measure_timers(settings, report);
    if (options.only.empty() || options.only == "service") measure_service(settings, report);
    if (options.only.empty() || options.only == "nation") measure_nation(settings, report);
    if ((options.only.empty() || options.only == "volume") && settings.events > 0) measure_volume(settings, report);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "jejak: bench: %s\n", error.what());
    code = 3;
  }
  std::printf("%s\n%s", canonical_json(report.machine).c_str(), report.table().c_str());
  std::error_code ignored;
  if (!options.keep) std::filesystem::remove_all(settings.folder, ignored);
  if (!options.json_file.empty() && code == 0) code = write_json(report, options.json_file);
  return code;
}

void add_probe_server(CLI::App& bench_command, int& exit_code) {
  auto settings = std::make_shared<ProbeServerSettings>();
  CLI::App* probe =
      bench_command.add_subcommand("probe-server", "The bare server that the others are measured with");
  probe->group("");
  probe->add_option("--sample-log", settings->sample_log);
  probe->add_option("--file", settings->file);
  probe->add_option("--rows", settings->rows_per_write)->check(CLI::Range(1, 1000));
  probe->add_option("--write-answer", settings->write_answer);
  probe->add_option("--view-answer", settings->view_answer);
  probe->callback([settings, &exit_code] { exit_code = run_probe_server(*settings); });
}

}  // namespace

void add_bench_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command =
      app.add_subcommand("bench", "Measure the program on this machine, with probes in the same run");
  command->add_flag("--quick", options->quick, "One short round each and a log of 50,000 events");
  command->add_option("--events", options->events, "Events of the large log; 0 leaves it out")
      ->capture_default_str();
  command->add_option("--seconds", options->seconds, "How long each load runs")
      ->check(CLI::Range(0.1, 600.0))
      ->capture_default_str();
  command->add_option("--rounds", options->rounds, "How often probe and server take turns")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--dir", options->folder,
                      "Where stores and probes are made; the disk that is measured");
  command->add_option("--json", options->json_file, "Write the results to this file as JSON too");
  command->add_option("--only", options->only, "steps, timers, service, nation or volume")
      ->check(CLI::IsMember({"steps", "timers", "service", "nation", "volume"}));
  command->add_option("--xstate", options->xstate, "The folder where tests/differential/run installed npm xstate");
  command->add_flag("--keep", options->keep, "Leave the stores there");
  add_probe_server(*command, exit_code);
  command->callback([command, options, &exit_code] {
    if (command->get_subcommands().empty()) exit_code = bench(*options);
  });
}

}  // namespace jejak::tools
