#pragma once

namespace CLI {
class App;
}

namespace jejak::tools {

// `jejak bench`: load and probes in one run, reported as ratios (tools/bench_report.hpp has the figures).
void add_bench_command(CLI::App& app, int& exit_code);

}  // namespace jejak::tools
