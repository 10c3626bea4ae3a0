#include "tools/sample_store.hpp"

#include "storage/sqlite/store.hpp"
#include "tools/local_commands.hpp"
#include "tools/seeded_entropy.hpp"
#include "tools/system_clock.hpp"
#include "workflows/sample.hpp"

namespace jejak::tools {
namespace {

constexpr std::string_view seed = "jejak sample kota-magelang-2022";

std::optional<Failure> load(SqliteStore& store, SeededEntropy& entropy) {
  SetClock clock;
  CommandProcessor processor(*store.log, *store.vault, clock, entropy);
  for (const auto& [at, command] : workflows::sample_magelang_2022()) {
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

Result<std::string, Failure> load_sample_store(const std::filesystem::path& folder) {
  SeededEntropy entropy{std::string(seed)};
  auto store = open_store(folder, {}, entropy);
  if (!store) return store.error();
  const auto loaded = store->log->stream_version("competition-kota-magelang-2022");
  if (!loaded) return loaded.error();
  if (*loaded > 0) return std::string();
  if (store->log->head().size > 0) {
    return std::string("the sample was not loaded: the log has later events already, and time never goes back in it; "
                       "load it into an empty store");
  }
  if (auto failure = load(*store, entropy)) return *failure;
  return std::string();
}

}  // namespace jejak::tools
