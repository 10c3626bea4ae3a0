#include "tools/sample_store.hpp"

#include "storage/sqlite/store.hpp"
#include "tools/local_commands.hpp"
#include "tools/seeded_entropy.hpp"
#include "tools/system_clock.hpp"
#include "tools/system_entropy.hpp"
#include "workflows/sample.hpp"
#include "workflows/shipped.hpp"

namespace jejak::tools {
namespace {

using workflows::TimedCommand;

constexpr std::string_view seed = "jejak sample kota-magelang-2022";

// The rulebook of 2022 with windows that stay open and an objection window that is over in a moment.
json::object rulebook_without_dates() {
  json::object rulebook;
  for (const workflows::ShippedFile& file : workflows::shipped_files()) {
    if (file.name == "rulebooks/kota-magelang-2022.json") rulebook = parse_own_json(file.bytes)->as_object();
  }
  for (json::value& window : rulebook.at("windows").as_array()) {
    window.as_object()["closes"] = "2099-12-31T23:59:59+07:00";
  }
  rulebook["id"] = "kota-magelang-2022-demo";
  rulebook["objection_window"] = "PT0.05S";
  return rulebook;
}

// The sample for a log that already has events of today: time never goes back in it, so the season is played within a
// moment from `start` on, under rules without dates.
std::vector<TimedCommand> sample_of_today(Timestamp start) {
  std::vector<TimedCommand> sample = workflows::sample_magelang_2022();
  for (TimedCommand& each : sample) {
    start.microseconds += each.command.name == "FireTimer" ? 60'000 : 1'000;
    each.at = start;
    if (each.command.name != "OpenCompetition") continue;
    each.command.body.erase("rulebook");
    each.command.body["rulebook_document"] = rulebook_without_dates();
  }
  return sample;
}

std::optional<Failure> load(SqliteStore& store, Entropy& entropy, const std::vector<TimedCommand>& sample) {
  SetClock clock;
  CommandProcessor processor(*store.log, *store.vault, clock, entropy);
  for (const auto& [at, command] : sample) {
    clock.set(at);
    const CommandOutcome outcome = carry_out(processor, command, "sample");
    const auto* done = std::get_if<Done>(&outcome);
    if (done != nullptr && !done->events.empty()) continue;
    const std::string reason = done != nullptr ? "it changed nothing" : reason_of(outcome);
    return Failure{Failure::Kind::defect,
                   "the sample's " + command.name + " of " + format_rfc3339(at) + " was refused: " + reason};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Failure> load_sample_store(const std::filesystem::path& folder) {
  SeededEntropy seeded{std::string(seed)};
  {
    auto store = open_store(folder, {}, seeded);
    if (!store) return store.error();
    const auto loaded = store->log->stream_version("competition-kota-magelang-2022");
    if (!loaded) return loaded.error();
    if (*loaded > 0) return std::nullopt;
    if (store->log->head().size == 0) return load(*store, seeded, workflows::sample_magelang_2022());
  }
  SystemEntropy entropy;
  SystemClock clock;
  auto store = open_store(folder, {}, entropy);
  if (!store) return store.error();
  const Timestamp start = std::max(clock.now(), store->log->last_time().value_or(Timestamp{}));
  return load(*store, entropy, sample_of_today(start));
}

}  // namespace jejak::tools
