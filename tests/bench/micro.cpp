#include <benchmark/benchmark.h>

#include "engine/core/decimal.hpp"
#include "engine/core/json.hpp"
#include "engine/statechart/statechart.hpp"
#include "storage/merkle/leaf.hpp"
#include "storage/merkle/tree.hpp"
#include "workflows/shipped.hpp"

namespace jejak {
namespace {

StoredEvent an_event() {
  StoredEvent event;
  event.position = 123'456;
  event.stream = "proposal-019ab000-0000-7000-8000-0123456789ab";
  event.stream_version = 7;
  event.id = "019ab000-0000-7000-8000-ba9876543210";
  event.type = "TransitionTaken";
  event.actor = "key-019ab000-0000-7000-8000-000000000001";
  event.correlation_id = "019ab000-0000-7000-8000-000000000002";
  event.data =
      R"({"data":{"declaration":true},"event":"SUBMIT","from":"submission.draft","state":{"context":{"answers_missing":0,)"
      R"("objections":0,"revisions":0},"status":"active","value":{"submission":"submitted"}},"to":"submission.submitted"})";
  return event;
}

void parse_strictly(benchmark::State& state) {
  const StoredEvent event = an_event();
  for (auto _ : state) benchmark::DoNotOptimize(parse_json(event.data));
}
BENCHMARK(parse_strictly);

void parse_own_bytes(benchmark::State& state) {
  const StoredEvent event = an_event();
  for (auto _ : state) benchmark::DoNotOptimize(parse_own_json(event.data));
}
BENCHMARK(parse_own_bytes);

void write_canonically(benchmark::State& state) {
  const json::value value = *parse_json(an_event().data);
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_canonical(out, value);
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(write_canonically);

void hash_a_leaf(benchmark::State& state) {
  const StoredEvent event = an_event();
  for (auto _ : state) benchmark::DoNotOptimize(leaf_hash(event));
}
BENCHMARK(hash_a_leaf);

void grow_the_tree(benchmark::State& state) {
  Frontier frontier;
  std::vector<Hash> completed;
  const Hash leaf = leaf_hash(an_event());
  for (auto _ : state) {
    completed.clear();
    frontier.append(leaf, completed);
  }
}
BENCHMARK(grow_the_tree);

void weigh_five_scores(benchmark::State& state) {
  const Weighted items[] = {{Decimal(875, 1), Decimal(20, 0)},
                            {Decimal(90, 0), Decimal(25, 0)},
                            {Decimal(8125, 2), Decimal(25, 0)},
                            {Decimal(77, 0), Decimal(15, 0)},
                            {Decimal(885, 1), Decimal(15, 0)}};
  for (auto _ : state) benchmark::DoNotOptimize(weighted_mean(items)->to_decimal(4, Rounding::half_even));
}
BENCHMARK(weigh_five_scores);

void step_a_statechart(benchmark::State& state) {
  std::string_view bytes;
  for (const auto& file : workflows::shipped_files()) {
    if (file.name == "definitions/kipp.json") bytes = file.bytes;
  }
  const auto definition = *statechart::compile(*parse_json(bytes));
  const auto snapshot = *statechart::start(*definition, Timestamp{});
  const statechart::Sent event{"START_DRAFT"};
  for (auto _ : state) benchmark::DoNotOptimize(statechart::send(*definition, snapshot, event, Timestamp{}));
}
BENCHMARK(step_a_statechart);

}  // namespace
}  // namespace jejak

BENCHMARK_MAIN();
