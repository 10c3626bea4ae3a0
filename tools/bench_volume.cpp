#include <unistd.h>

#include <cstdio>
#include <stdexcept>

#include "tools/bench_measure.hpp"
#include "tools/bench_scene.hpp"
#include "tools/bench_season.hpp"
#include "tools/bench_server.hpp"
#include "tools/log_audit.hpp"
#include "tools/progress.hpp"
#include "tools/rebuild.hpp"
#include "tools/sandbox.hpp"
#include "tools/system_entropy.hpp"
#include "workflows/field.hpp"
#include "workflows/migration/dry_run.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {

namespace {

using Goal = Figure::Goal;
using Clock = std::chrono::steady_clock;
constexpr double mebibyte = 1 << 20;

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

Figure& add(Report& report, const char* name, const char* unit, double value, Goal goal = Goal::none,
            double bound = 0) {
  Figure& figure = report.add(name, unit, value);
  figure.goal = goal;
  figure.bound = bound;
  return figure;
}

SqliteStore open_for_reading(const std::filesystem::path& folder, Entropy& entropy) {
  StoreOptions options;
  options.mode = StoreMode::read;
  auto store = open_store(folder, {}, entropy, options);
  if (!store) throw std::runtime_error(store.error().message);
  return std::move(*store);
}

void fill(const BenchSettings& settings, const std::filesystem::path& folder, Report& report) {
  const auto begun = Clock::now();
  Progress progress("bench: commands until so many events", settings.events);
  const auto failure = play_seasons(folder, settings.events,
                                    [&](Position size) { progress.at(std::min(size, settings.events)); });
  if (failure) throw std::runtime_error(failure->message);
  add(report, "large log: seconds to decide and keep it", "s", seconds_since(begun));
}

// What an event has to say: its data and the fields of its envelope as they are, without indexes or pages.
double raw_bytes(const StoredEvent& event) {
  constexpr double fixed =
      8 + 8 + 4 + 27 + 32 + 32;  // position, stream and schema version, time, salt, leaf hash
  const std::size_t texts = event.stream.size() + event.id.size() + event.type.size() + event.actor.size() +
                            event.correlation_id.size() + event.causation_id.size() + event.data.size();
  return fixed + static_cast<double>(texts);
}

void measure_bytes(EventLog& log, const std::filesystem::path& folder, Report& report) {
  double raw = 0;
  const auto failure = log.read(1, log.head().size, [&](const StoredEvent& event) {
    raw += raw_bytes(event);
    return true;
  });
  if (failure) throw std::runtime_error(failure->message);
  const auto size = static_cast<double>(std::filesystem::file_size(folder / "log.db"));
  Figure& figure = add(report, "log on disk (probe: raw size of its fields)", "MiB", size / mebibyte,
                       Goal::ratio_at_most, 1.6);
  figure.probe = raw / mebibyte;
  add(report, "views on disk", "MiB",
      static_cast<double>(std::filesystem::file_size(folder / "views.db")) / mebibyte);
}

void measure_audit(const std::filesystem::path& folder, int rounds, Report& report) {
  SystemEntropy entropy;
  SqliteStore store = open_for_reading(folder, entropy);
  const auto events = static_cast<double>(store.log->head().size);
  add(report, "large log: events", "events", events);
  measure_bytes(*store.log, folder, report);

  ::sync();  // what the runs before left to be written would be measured too
  std::fprintf(stderr, "bench: verify\n");
  const auto begun = Clock::now();
  const LogVerdict verdict = audit_log(*store.log, std::nullopt, [](Position) {});
  if (verdict.fault || verdict.failure) throw std::runtime_error("the generated log does not verify");
  add(report, "verify: every leaf and the tree", "events/s", events / seconds_since(begun), Goal::at_least,
      400'000);

  std::fprintf(stderr, "bench: replay\n");  // as often as the loads: the first finds nothing in the caches
  const RebuildRequest request{store.paths, folder / "views.bench.db", std::nullopt, false};
  std::vector<double> rates;
  Rebuilt rebuilt;
  for (int round = 0; round < rounds; ++round) {
    ::sync();
    auto again = rebuild_views(*store.log, request, [](Position, Position) {});
    if (!again) throw std::runtime_error(again.error().message);
    rebuilt = *std::move(again);
    rates.push_back(events * 1000 / static_cast<double>(rebuilt.milliseconds));
  }
  add(report, "replay of all views", "events/s", median(rates), Goal::at_least, 150'000);
  std::uint64_t documents = 0;
  for (const ViewDigest& view : rebuilt.views) documents += view.documents;
  add(report, "replay: documents", "documents", static_cast<double>(documents));
  add(report, "replay: dead letters", "events", static_cast<double>(rebuilt.dead_letters.size()),
      Goal::at_most, 0);
}

// The whole log's proposals, each with its history, under another version of their machine.
void measure_migration(const std::filesystem::path& folder, Report& report) {
  SystemEntropy entropy;
  SqliteStore store = open_for_reading(folder, entropy);
  const json::value from = workflows::shipped_document("definitions", "kipp").value();
  json::value to = from;
  to.as_object()["version"] = "next";
  const auto migration =
      statechart::Migration::compile(*statechart::compile(from), *statechart::compile(to), json::object());
  std::fprintf(stderr, "bench: migration\n");
  const workflows::DryRunRequest request{
      *migration, workflows::document_hash(from), [](std::string_view) { return true; },
      store.log->last_time().value_or(Timestamp{})};
  const auto begun = Clock::now();
  const auto run = workflows::dry_run(*store.log, request, [](std::uint64_t, std::uint64_t) {});
  if (!run) throw std::runtime_error(run.error().message);
  if (run->departed_count + run->grounded_count > 0) throw std::runtime_error("the same machine departs from itself");
  const double seconds = seconds_since(begun);
  std::uint64_t proposals = 0;
  for (const auto& [ends, count] : run->landings) proposals += count;
  add(report, "migration rehearsed: proposals", "proposals", static_cast<double>(proposals));
  add(report, "migration rehearsed: events of theirs", "events/s", static_cast<double>(run->events) / seconds);
  add(report, "migration rehearsed, per 100,000 proposals", "s", seconds * 100'000 / static_cast<double>(proposals),
      Goal::at_most, 30);
}

// One of the log's competitions done again under its own rules: the rest of the log is read and passed over.
void measure_what_if(const std::filesystem::path& folder, Report& report) {
  SystemEntropy entropy;
  SqliteStore store = open_for_reading(folder, entropy);
  std::string competition;
  const auto unread = store.log->read(1, store.log->head().size, [&](const StoredEvent& event) {
    if (event.type == "CompetitionOpened") competition = event.stream.substr(std::string_view("competition-").size());
    return competition.empty();
  });
  if (unread) throw std::runtime_error(unread->message);
  std::fprintf(stderr, "bench: what-if\n");
  const auto begun = Clock::now();
  const auto again = workflows::simulate(*store.log, make_sandbox(entropy), entropy, {competition, {}, {}}, [](Position, Position) {});
  if (!again) throw std::runtime_error(again.error().message);
  if (again->refused_count + again->difference_count > 0) throw std::runtime_error("the same rules come to something else");
  const double seconds = seconds_since(begun);
  add(report, "what-if: commands done again", "commands", static_cast<double>(again->commands));
  add(report, "what-if: seconds, the whole log read for them", "s", seconds);
  add(report, "what-if: events of the log", "events/s", static_cast<double>(again->events) / seconds, Goal::at_least, 10'000);
}

void measure_starts(const std::filesystem::path& folder, Report& report) {
  const std::string admin = make_key(folder, "admin");
  std::fprintf(stderr, "bench: starts\n");
  {
    ServerProcess first(folder);
    add(report, "first start, views built on the way", "s", first.seconds_to_ready());
    first.stop();
  }
  ServerProcess clean(folder);
  add(report, "start after a clean stop", "s", clean.seconds_to_ready(), Goal::at_most, 2);
  add(report, "idle memory", "MiB", static_cast<double>(clean.resident_bytes()) / mebibyte, Goal::at_most,
      300);
  const BenchScene scene = set_up_scene(clean.port(), admin);
  EntryRequests entries(scene);
  const LoadResult load = load_writes(clean.port(), 16, std::chrono::seconds(2), entries);
  if (load.unexpected > 0) throw std::runtime_error("an unexpected answer: " + load.first_unexpected);
  add(report, "durable commands, 16 connections, large log", "1/s", load.per_second());
  clean.kill();
  ServerProcess killed(folder);
  add(report, "start after kill -9 under load", "s", killed.seconds_to_ready(), Goal::at_most, 5);
  add(report, "idle memory after that", "MiB", static_cast<double>(killed.resident_bytes()) / mebibyte,
      Goal::at_most, 300);
  killed.stop();
}

}  // namespace

void measure_volume(const BenchSettings& settings, Report& report) {
  const auto folder = settings.folder / "volume";
  fill(settings, folder, report);
  measure_starts(folder, report);
  measure_audit(folder, settings.rounds, report);
  measure_migration(folder, report);
  measure_what_if(folder, report);
}

}  // namespace jejak::tools
