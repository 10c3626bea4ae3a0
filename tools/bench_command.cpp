#include <CLI/CLI.hpp>

#include "tools/bench.hpp"

namespace jejak::tools {

void add_bench_command(CLI::App& app, int& exit_code) {
  CLI::App* command =
      app.add_subcommand("bench", "Measure this machine: load and probes in one run, as ratios");
  command->callback([&exit_code] { exit_code = 2; });
}

}  // namespace jejak::tools
