#include <algorithm>
#include <cstdio>
#include <functional>
#include <stdexcept>

#include "storage/sqlite/bare_rows.hpp"
#include "storage/sqlite/event_log.hpp"
#include "tools/bench_measure.hpp"
#include "tools/bench_probe.hpp"
#include "tools/bench_scene.hpp"
#include "tools/bench_server.hpp"

namespace jejak::tools {

namespace {

using Goal = Figure::Goal;
constexpr unsigned connection_counts[] = {1, 16, 64, 256};
constexpr std::uint64_t warm_up_writes = 2'000;

// The medians of several rounds of one load.
struct Rounds {
  std::vector<double> per_second, p50_us, p99_us;
  void add(const LoadResult& load) {
    if (load.unexpected > 0) throw std::runtime_error("an unexpected answer: " + load.first_unexpected);
    per_second.push_back(load.per_second());
    p50_us.push_back(load.percentile_us(0.5));
    p99_us.push_back(load.percentile_us(0.99));
  }
};

// Two loads in turn, so that whatever else the machine does falls on both.
struct Pair {
  Rounds probe, real;
};
Pair take_turns(int rounds, const std::function<LoadResult()>& probe,
                const std::function<LoadResult()>& real) {
  Pair pair;
  for (int round = 0; round < rounds; ++round) {
    pair.probe.add(probe());
    pair.real.add(real());
  }
  return pair;
}

void set_goal(Figure& figure, double probe, Goal goal, double bound) {
  figure.probe = probe;
  figure.goal = goal;
  figure.bound = bound;
}

// The server under load, what it is measured with, and what it answered.
class Service {
 public:
  Service(const BenchSettings& settings, Report& report);
  void measure_writes();
  void measure_raw_rows();
  void measure_views();

 private:
  void measure_writes_at(unsigned connections);
  double counter(const std::string& name) const;
  void measure_view(const std::string& name, const std::string& target, bool goal);
  Rounds raw_rounds(std::size_t rows);

  const BenchSettings& settings_;
  Report& report_;
  std::filesystem::path store_;
  std::unique_ptr<ServerProcess> server_;
  BenchScene scene_;
  std::unique_ptr<EntryRequests> entries_;
  std::unique_ptr<ProbeProcess> probe_;
  std::string write_answer_;
  unsigned rows_per_write_ = 0;
  double fsync_us_ = 0;
  double at_64_ = 0;
  double commands_a_commit_ = 64;  // at 64 connections, as observed
};

Service::Service(const BenchSettings& settings, Report& report)
    : settings_(settings), report_(report), store_(settings.folder / "writes") {
  const std::string admin = make_key(store_, "admin");
  server_ = std::make_unique<ServerProcess>(store_);
  scene_ = set_up_scene(server_->port(), admin);
  HttpClient client(server_->port());
  for (int number = 0; number < 8; ++number) {  // so that a list of them has a kibibyte
    const std::string name = "bench-neighbour-" + std::to_string(number);
    call(client, "POST", "/v1/organizers", admin,
         R"({"id":")" + name + R"(","name":"Bagian Organisasi )" + name + R"(","region":"Kabupaten )" + name +
             R"("})");
  }
  entries_ = std::make_unique<EntryRequests>(scene_);
  const auto first = client.send(entries_->next());
  if (!first || first->status != 201)
    throw std::runtime_error("no proposal can be entered: " + (first ? first->body : ""));
  write_answer_ = first->body;
  rows_per_write_ = static_cast<unsigned>(parse_json(first->body)->at("events").as_array().size());
  load_writes(server_->port(), 64, std::chrono::seconds(10), *entries_, warm_up_writes);
  probe_ = std::make_unique<ProbeProcess>(settings.folder / "probe", store_ / "log.db", rows_per_write_,
                                          write_answer_, std::string());
}

// A counter of the server's own, from /metrics.
double Service::counter(const std::string& name) const {
  const auto answer = HttpClient(server_->port()).send(http_request("GET", "/metrics"));
  const std::size_t at = answer ? answer->body.find("\n" + name + " ") : std::string::npos;
  return at == std::string::npos ? 0 : std::stod(answer->body.substr(at + name.size() + 2));
}

void Service::measure_writes_at(unsigned connections) {
  const double commands = counter("jejak_commands_decided");
  const double batches = counter("jejak_commit_batches");
  EntryRequests same_bytes(scene_);
  const auto pair = take_turns(
      settings_.rounds, [&] { return load_writes(probe_->port(), connections, settings_.round, same_bytes); },
      [&] { return load_writes(server_->port(), connections, settings_.round, *entries_); });
  const std::string at =
      ", " + std::to_string(connections) + (connections == 1 ? " connection" : " connections");
  Figure& rate = report_.add("durable commands" + at, "1/s", median(pair.real.per_second));
  rate.probe = median(pair.probe.per_second);
  if (connections == 64) set_goal(rate, *rate.probe, Goal::ratio_at_least, 0.7);
  if (connections == 64) at_64_ = rate.value;
  if (connections == 256) {
    const double value = rate.value;
    set_goal(report_.add("durable commands, 256 against 64 connections", "1/s", value), at_64_,
             Goal::ratio_at_least, 1.0);
  }
  Figure& half = report_.add("  p50" + at, "us", median(pair.real.p50_us));
  half.probe = median(pair.probe.p50_us);
  if (connections == 1) {
    half.goal = Goal::at_most;
    half.bound = 1.5 * fsync_us_ + 300;
  }
  Figure& most = report_.add("  p99" + at, "us", median(pair.real.p99_us));
  most.probe = median(pair.probe.p99_us);
  if (connections == 64) set_goal(most, *most.probe, Goal::ratio_at_most, 2.0);
  const double observed = (counter("jejak_commands_decided") - commands) /
                          std::max(1.0, counter("jejak_commit_batches") - batches);
  report_.add("  commands a commit" + at, "commands", observed);
  if (connections == 64) commands_a_commit_ = std::max(1.0, observed);
}

void Service::measure_writes() {
  // The quietest of several moments: what the disk can do, not what else it had to do.
  DiskLatency disk = measure_fdatasync(settings_.folder.string());
  for (int again = 0; again < 4; ++again) {
    const DiskLatency other = measure_fdatasync(settings_.folder.string());
    if (other.p50_us < disk.p50_us) disk = other;
  }
  fsync_us_ = disk.p50_us;
  report_.add("fdatasync of a 4 KiB page, p50", "us", disk.p50_us);
  report_.add("fdatasync of a 4 KiB page, p99", "us", disk.p99_us);
  for (const unsigned connections : connection_counts) {
    std::fprintf(stderr, "bench: writes at %u connections\n", connections);
    measure_writes_at(connections);
  }
}

Rounds Service::raw_rounds(std::size_t rows) {
  const auto log = SqliteEventLog::open(store_ / "log.db", StoreMode::read);
  if (!log) throw std::runtime_error(log.error().message);
  std::vector<StoredEvent> templates;
  const auto keep = [&](const StoredEvent& event) {
    templates.push_back(event);
    return true;
  };
  (*log)->read((*log)->head().size - warm_up_writes + 1, warm_up_writes, keep);
  auto bare = BareRows::create(settings_.folder / "raw.db", std::move(templates));
  if (!bare) throw std::runtime_error(bare.error().message);
  Rounds result;
  for (int round = 0; round < settings_.rounds; ++round) {
    const auto begun = std::chrono::steady_clock::now();
    std::uint64_t committed = 0;
    std::chrono::duration<double> passed{};
    do {
      if (auto failure = (*bare)->commit(rows)) throw std::runtime_error(failure->message);
      (*bare)->idle();
      committed += rows;
      passed = std::chrono::steady_clock::now() - begun;
    } while (passed < settings_.round);
    result.per_second.push_back(static_cast<double>(committed) / passed.count());
  }
  return result;
}

void Service::measure_raw_rows() {
  std::fprintf(stderr, "bench: raw SQLite rows\n");
  const double one = median(raw_rounds(rows_per_write_).per_second) / rows_per_write_;
  report_.add("raw SQLite loop, 1 command a commit", "commands/s", one);
  const auto commands = static_cast<unsigned>(commands_a_commit_ + 0.5);
  const double many =
      median(raw_rounds(std::size_t{commands} * rows_per_write_).per_second) / rows_per_write_;
  report_.add("raw SQLite loop, " + std::to_string(commands) + " commands a commit", "commands/s", many);
  report_.add("durable commands, 64 connections, against it", "1/s", at_64_).probe = many;
}

void Service::measure_view(const std::string& name, const std::string& target, bool goal) {
  HttpClient client(server_->port());
  const auto answer = client.send(http_request("GET", target));
  if (!answer || answer->status != 200)
    throw std::runtime_error("no view at " + target + ": " + (answer ? answer->body : ""));
  const ProbeProcess probe(settings_.folder / "probe-view", {}, 1, "", answer->body);
  for (const bool known : {false, true}) {
    const auto polls = [&](std::uint16_t port, const std::string& etag) {
      const std::string request =
          http_request("GET", target, {}, known ? HttpFields{{"If-None-Match", etag}} : HttpFields{});
      LoadPlan plan;
      plan.port = port;
      plan.connections = 64;
      plan.duration = settings_.round;
      plan.expected_status = known ? 304 : 200;
      plan.next_request = [&request] { return std::string_view(request); };
      return run_load(plan);
    };
    const auto pair = take_turns(
        settings_.rounds, [&] { return polls(probe.port(), probe_etag); },
        [&] { return polls(server_->port(), answer->header("etag")); });
    const std::string what =
        name + ", " + std::to_string(answer->body.size()) + " bytes, " + (known ? "304" : "200");
    set_goal(report_.add(what, "polls/s", median(pair.real.per_second)), median(pair.probe.per_second),
             goal ? Goal::ratio_at_least : Goal::none, 0.8);
  }
}

void Service::measure_views() {
  std::fprintf(stderr, "bench: view polls\n");
  // The views have caught up with all writes once they reflect the last one.
  HttpClient client(server_->port());
  const auto last = client.send(entries_->next());
  const auto position = parse_json(last->body)->at("position").to_number<std::uint64_t>();
  const std::string funnel = "/v1/competitions/" + scene_.competition + "/funnel";
  while (client.send(http_request("GET", funnel + "?after_position=" + std::to_string(position)))->status !=
         200)
    continue;
  measure_view("view polls", "/v1/organizers", true);
  measure_view("view polls, funnel", funnel, false);
  report_.add("idle memory of that server", "MiB",
              static_cast<double>(server_->resident_bytes()) / (1 << 20));
  server_->stop();
}

}  // namespace

void measure_service(const BenchSettings& settings, Report& report) {
  Service service(settings, report);
  service.measure_writes();
  service.measure_raw_rows();
  service.measure_views();
}

}  // namespace jejak::tools
