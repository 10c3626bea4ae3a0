#include <array>
#include <cstdio>
#include <stdexcept>

#include "storage/sqlite/view_store.hpp"
#include "tools/bench_measure.hpp"
#include "tools/rebuild.hpp"
#include "tools/timer_source.hpp"

namespace jejak::tools {

namespace {

constexpr std::int64_t pending = 1'000'000;
constexpr std::int64_t rows_per_commit = 50'000;
constexpr std::int64_t first_due = 1'800'000'000'000'000;  // 2027: nothing is due
constexpr int looks = 2'000;

struct Row {
  std::string key, bytes, stream;
  std::array<FieldValue, 2> values;  // due, stream
};

Row row_of(std::int64_t number) {
  Row row;
  row.stream = "instance-" + std::to_string(number);
  row.key = row.stream + "|m.wait/0";
  const Timestamp due{first_due + (number * 7'919 % pending) * 1'000'000};
  row.bytes = canonical_json(json::object{
      {"due", due.microseconds}, {"due_at", format_rfc3339(due)}, {"key", "m.wait/0"}, {"stream", row.stream}});
  row.values = {due.microseconds, std::string_view()};
  return row;
}

void fill(ViewStore& store) {
  std::vector<Row> rows(rows_per_commit);
  for (std::int64_t begin = 0; begin < pending; begin += rows_per_commit) {
    ViewBatch batch;
    for (std::int64_t at = 0; at < rows_per_commit; ++at) {
      Row& row = rows[static_cast<std::size_t>(at)];
      row = row_of(begin + at);
      row.values[1] = std::string_view(row.stream);
      batch.rows.push_back({"timers", row.key, row.bytes, row.values, true});
    }
    batch.position = static_cast<Position>(begin + rows_per_commit);
    if (const auto failure = store.commit(batch)) throw std::runtime_error(failure->message);
  }
}

}  // namespace

void measure_timers(const BenchSettings& settings, Report& report) {
  std::fprintf(stderr, "bench: a million pending timers\n");
  using Clock = std::chrono::steady_clock;
  const auto file = settings.folder / "timers.db";
  auto store = SqliteViewStore::open_for_rebuild(file, view_schemas());
  if (!store) throw std::runtime_error(store.error().message);
  fill(**store);
  if (const auto failure = (*store)->finish()) throw std::runtime_error(failure->message);
  const auto begun = Clock::now();
  for (int look = 0; look < looks; ++look) {
    if (!next_due(**store) || !due_timers(**store, Timestamp{first_due - 1}, 100).empty())
      throw std::runtime_error("a timer is due before its time, or none waits");
  }
  const double micros = std::chrono::duration<double, std::micro>(Clock::now() - begun).count() / looks;
  Figure& figure = report.add("a look at 1,000,000 pending timers (once a second, and after changes)", "us", micros);
  figure.goal = Figure::Goal::at_most;
  figure.bound = 10'000;  // 1% of a core
}

}  // namespace jejak::tools
