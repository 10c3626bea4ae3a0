#pragma once
#include <chrono>
#include <filesystem>

#include "engine/core/event.hpp"
#include "tools/bench_report.hpp"

namespace jejak::tools {

struct BenchSettings {
  std::filesystem::path folder;            // for stores and probes; emptied by whoever made it
  Position events = 1'000'000;             // of the large log; 0 leaves these measurements out
  std::chrono::milliseconds round{2'000};  // how long each load runs
  int rounds = 3;                          // probe and server in turn; medians count
  std::filesystem::path xstate;            // a folder that tests/differential/run made; empty: beside the program
};

// Each adds its figures to the report, prints what it does to stderr, and throws std::runtime_error where it
// cannot.

// Durable writes at 1, 16, 64 and 256 connections beside the bare Beast probe and a raw SQLite loop; then
// view polls with 200 and with 304 beside the same probe.
void measure_service(const BenchSettings& settings, Report& report);

// A large log: replay, verify, start after a clean stop and after a kill, memory, bytes on disk.
void measure_volume(const BenchSettings& settings, Report& report);

// A million pending timers in the view that the timer loop asks: what one look costs.
void measure_timers(const BenchSettings& settings, Report& report);

// Steps of the shipped KIPP definition over one proposal's season, beside npm xstate on the same events; the bytes of one
// snapshot beside its context.
void measure_steps(const BenchSettings& settings, Report& report);

// A national year through the API with 64 clients: 3,500 proposals, 200 jurors, five sheets each, two decisions.
void measure_nation(const BenchSettings& settings, Report& report);

}  // namespace jejak::tools
