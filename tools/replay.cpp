#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "tools/commands.hpp"
#include "tools/progress.hpp"
#include "tools/rebuild.hpp"
#include "tools/store_option.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct ReplayOptions {
  std::string store;
  std::uint64_t to_position = 0;
  std::string as_of;
  bool compare = false;
};

void print(const Rebuilt& rebuilt, const std::filesystem::path& file) {
  const auto rate = rebuilt.position * 1000 / std::max<std::uint64_t>(1, rebuilt.milliseconds);
  std::printf("replayed %llu events in %llu ms (%llu events/s) into %s\n",
              static_cast<unsigned long long>(rebuilt.position), static_cast<unsigned long long>(rebuilt.milliseconds),
              static_cast<unsigned long long>(rate), file.c_str());
  for (const ViewDigest& view : rebuilt.views) {
    std::printf("  %-18s %8llu documents  %.16s\n", view.view.c_str(), static_cast<unsigned long long>(view.documents),
                to_hex(view.digest).c_str());
  }
  for (const DeadLetter& letter : rebuilt.dead_letters) {
    std::printf("  dead letter: view %s, position %llu, stream %s: %s\n", letter.view.c_str(),
                static_cast<unsigned long long>(letter.position), letter.stream.c_str(), letter.reason.c_str());
  }
}

// The position that the options name; nothing where they name none.
Result<std::optional<Position>, Failure> target_of(const ReplayOptions& options, EventLog& log) {
  if (!options.as_of.empty()) {
    const auto position = log.position_at(*parse_rfc3339(options.as_of));
    if (!position) return position.error();
    return std::optional<Position>(*position);
  }
  if (options.to_position == 0) return std::optional<Position>();
  return std::optional<Position>(options.to_position);
}

// Where the fresh views come to lie: beside the live ones, for whoever wants to look at them.
std::filesystem::path file_of(const StorePaths& paths) {
  const std::filesystem::path scratch = scratch_file(paths, "views.replay");
  return scratch.parent_path() == paths.folder ? paths.folder / "views.replay.db" : scratch;
}

int replay(const ReplayOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  if (options.compare && (options.to_position != 0 || !options.as_of.empty())) {
    return wrong_use("--compare replays to where the live views are; leave out --to-position and --as-of");
  }
  if (!options.as_of.empty() && !parse_rfc3339(options.as_of)) {
    return wrong_use("--as-of " + options.as_of + " is not an RFC 3339 instant such as 2022-08-17T00:00:00+07:00");
  }
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());
  const Position size = store->log->head().size;
  if (options.to_position > size) {
    return wrong_use("--to-position " + std::to_string(options.to_position) + ": the log ends at position " +
                     std::to_string(size));
  }
  const auto target = target_of(options, *store->log);
  if (!target) return report(target.error());

  const RebuildRequest request{store->paths, file_of(store->paths), *target, options.compare};
  std::unique_ptr<Progress> progress;
  const auto rebuilt = rebuild_views(*store->log, request, [&](Position done, Position whole) {
    if (!progress) progress = std::make_unique<Progress>("replay", whole);
    progress->at(done);
  });
  progress.reset();
  if (!rebuilt) return report(rebuilt.error());
  print(*rebuilt, request.file);
  if (!rebuilt->compared) return 0;
  if (rebuilt->first_difference.empty()) {
    std::printf("equal: every live view is byte-equal at position %llu\n",
                static_cast<unsigned long long>(rebuilt->position));
    return 0;
  }
  std::printf("different: %s\n", rebuilt->first_difference.c_str());
  return 1;
}

}  // namespace

void add_replay_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command = app.add_subcommand("replay", "Rebuild every view from the log, beside the live ones");
  add_store_option(*command, options->store);
  auto* position = command->add_option("--to-position", options->to_position, "Stop after this position")
                       ->check(position_range());
  command->add_option("--as-of", options->as_of, "Stop after the last event at or before this RFC 3339 instant")
      ->excludes(position);
  command->add_flag("--compare", options->compare, "Compare with the live views byte by byte; exit code 1 if they differ");
  command->callback([options, &exit_code] { exit_code = replay(*options); });
}

}  // namespace jejak::tools
